package dev.trainyard.engine.graph;

import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Worker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A graph compiled once: a flat list of bound computations over buffers planned up front. A pass allocates nothing. Every
 * worker of a team calls {@link #forward} and {@link #backward}; both end with a barrier, and give the same bits for any
 * number of workers. One execution serves one team at a time.
 */
public final class Execution {

    private final Plan plan;
    private final Kernels kernels;
    private final long bytes;
    private final Buffers buffers;
    private final Bound[] steps;
    private final Map<String, Input> inputs = new LinkedHashMap<>();
    private final Gradients gradients;
    private final @Nullable Seed seed;

    private Execution(Plan plan, Kernels kernels, Parameters parameters) {
        this.plan = plan;
        this.kernels = kernels;
        Compiler.Compiled compiled = Compiler.compile(plan);
        Memory.Rehearsal rehearsal = compiled.rehearse(kernels);
        this.bytes = rehearsal.bytes();
        Memory memory = rehearsal.real();
        this.buffers = new Buffers(compiled.layout(), memory, parameters);
        this.steps = bind(compiled.units(), memory);
        plan.graph().inputs().forEach(input -> inputs.put(input.name(), input));
        this.gradients = new Gradients(parameterGradients());
        this.seed = plan.loss() instanceof Applied loss
                ? new Seed(
                        buffers.value(loss),
                        buffers.value(loss.inputs().getLast()),
                        buffers.gradient(loss),
                        kernels.reductions())
                : null;
    }

    /** Compiles a plan, binding it to the parameters' arrays. */
    public static Execution of(Plan plan, Kernels kernels, Parameters parameters) {
        return new Execution(plan, kernels, parameters);
    }

    /** Compiles for one worker; without a loss for inference alone. */
    public static Execution of(
            Graph graph, Node output, @Nullable Node loss, int capacity, Kernels kernels, Parameters parameters) {
        return of(new Plan(graph, List.of(output), loss, capacity, 1, false), kernels, parameters);
    }

    private Bound[] bind(List<UnitPlan> units, Memory memory) {
        return units.stream()
                .filter(unit -> !unit.unit().op().view())
                .map(unit -> bind(unit, memory))
                .toArray(Bound[]::new);
    }

    private Bound bind(UnitPlan planned, Memory memory) {
        Unit unit = planned.unit();
        Computation computation = unit.op().bind(new UnitSite(planned, plan, kernels, memory, buffers));
        List<Node> zeroed = IntStream.range(0, unit.inputs().size())
                .filter(planned::needsZero)
                .<Node>mapToObj(unit.inputs()::get)
                .toList();
        return Bound.of(computation, unit.output(), planned.runsBackward(), zeroed, buffers);
    }

    private Map<String, float[]> parameterGradients() {
        Map<String, float[]> all = new LinkedHashMap<>();
        for (Parameter parameter : plan.graph().parameters()) {
            if (parameter.trainable() && plan.loss() != null) {
                int size = Math.toIntExact(parameter.shape().size());
                all.put(
                        parameter.name(),
                        buffers.hasGradient(parameter) ? buffers.gradient(parameter) : new float[size]);
            }
        }
        return all;
    }

    /** Bytes of all buffers, parameters not counted; equals {@link Plan#bytes}. */
    public long bytes() {
        return bytes;
    }

    /** The most rows of one step. */
    public int capacity() {
        return plan.capacity();
    }

    /** Where the caller writes an input before forward: {@code [capacity, ...shape]}. */
    public float[] input(String name) {
        return buffers.value(find(name));
    }

    private Input find(String name) {
        Input input = inputs.get(name);
        if (input == null) {
            throw new IllegalArgumentException("no input \"" + name + "\"; there are " + inputs.keySet());
        }
        return input;
    }

    /** Whether the value of a node is kept in memory; one between operations that were fused is not. */
    public boolean holds(Node node) {
        return buffers.hasValue(node);
    }

    /** Value of an output after forward, its first {@code rows * size} floats; the array may be longer. */
    public float[] output(Node node) {
        return buffers.value(node);
    }

    /** Gradient of an input after backward, when the plan asked for it; the array may be longer. */
    public float[] inputGradient(String name) {
        return buffers.gradient(find(name));
    }

    /** Gradients of the trainable parameters after backward; zeros where the loss does not depend on one. */
    public Gradients gradients() {
        return gradients;
    }

    /** Runs every operation on {@code step.rows()} rows. */
    public void forward(Step step, Worker worker) {
        for (Bound bound : steps) {
            bound.computation().forward(step, worker);
            worker.barrier();
        }
    }

    /** The weighted mean loss of the last forward pass: {@code Σ weight·loss / Σ weight}. */
    public double loss(Step step) {
        return seed().loss(step.rows());
    }

    /** Runs the derivatives of {@link #loss} backwards through all operations that a wanted gradient needs. */
    public void backward(Step step, Worker worker) {
        backward(step, worker, null);
    }

    /** As {@link #backward(Step, Worker)}, showing the gradient of every value to a probe, if there is one. */
    public void backward(Step step, Worker worker, @Nullable BackwardProbe probe) {
        seed().plant(step.rows(), worker);
        worker.barrier();
        for (int i = steps.length - 1; i >= 0; i--) {
            Bound bound = steps[i];
            if (bound.backward()) {
                if (probe != null) {
                    bound.show(probe, step, worker);
                }
                if (bound.zeroes()) {
                    bound.zero(kernels.elementwise(), step, worker);
                }
                if (probe != null || bound.zeroes()) {
                    worker.barrier();
                }
                bound.computation().backward(step, worker);
                worker.barrier();
            }
        }
    }

    private Seed seed() {
        if (seed == null) {
            throw new IllegalStateException("this execution was planned without a loss");
        }
        return seed;
    }
}
