package dev.trainyard.engine.graph;

import dev.trainyard.engine.kernel.Epilogue;
import dev.trainyard.engine.kernel.GatheredMatmul;
import dev.trainyard.engine.kernel.GatheredShape;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Matmul;
import dev.trainyard.engine.kernel.MatmulShape;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The site of one unit, with its buffers already assigned. */
final class UnitSite implements Site {

    private final Unit unit;
    private final Plan plan;
    private final Kernels kernels;
    private final Memory memory;
    private final Buffers buffers;
    private final List<Flow> flows;
    private int scratchRequests;

    UnitSite(UnitPlan planned, Plan plan, Kernels kernels, Memory memory, Buffers buffers) {
        this.unit = planned.unit();
        this.flows = planned.flows();
        this.plan = plan;
        this.kernels = kernels;
        this.memory = memory;
        this.buffers = buffers;
    }

    @Override
    public float[] input(int index) {
        return buffers.value(unit.inputs().get(index));
    }

    @Override
    public float @Nullable [] inputGradient(int index) {
        return flows.get(index) == Flow.NONE
                ? null
                : buffers.gradient(unit.inputs().get(index));
    }

    @Override
    public boolean accumulates(int index) {
        return flows.get(index) != Flow.FIRST || !unit.op().overwrites(index);
    }

    @Override
    public float[] output() {
        return buffers.value(unit.output());
    }

    @Override
    public float[] outputGradient() {
        return training() ? buffers.gradient(unit.output()) : new float[0];
    }

    @Override
    public int inputs() {
        return unit.inputs().size();
    }

    @Override
    public Shape inputShape(int index) {
        return unit.inputs().get(index).shape();
    }

    @Override
    public Shape outputShape() {
        return unit.output().shape();
    }

    @Override
    public int capacity() {
        return plan.capacity();
    }

    @Override
    public int parts() {
        return plan.workers();
    }

    @Override
    public boolean training() {
        return !flows.stream().allMatch(flow -> flow == Flow.NONE);
    }

    @Override
    public float[] saved(long floats) {
        return memory.floats(floats);
    }

    @Override
    public float[] scratch(long floats) {
        return memory.scratch(scratchRequests++, floats);
    }

    @Override
    public Matmul matmul(MatmulShape shape, Epilogue epilogue) {
        return memory.matmul(shape, epilogue);
    }

    @Override
    public GatheredMatmul matmul(GatheredShape shape) {
        return memory.matmul(shape);
    }

    @Override
    public Kernels kernels() {
        return kernels;
    }

    @Override
    public int id() {
        return unit.output().id();
    }
}
