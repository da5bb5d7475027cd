package dev.trainyard.engine.inspect;

import dev.trainyard.engine.graph.Applied;
import dev.trainyard.engine.graph.BackwardProbe;
import dev.trainyard.engine.graph.Execution;
import dev.trainyard.engine.graph.Parameter;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.train.Clipping;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.StepInspector;
import dev.trainyard.engine.train.TrainingPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Watches how the gradient flows through the layers in sampled steps, without changing a bit of the training. The same
 * numbers come out for any number of threads; a sampled step allocates nothing, {@link #sample} does.
 */
public final class GradientFlow implements StepInspector, BackwardProbe {

    /** Rows that are enough to call a unit dead. */
    private static final long ROWS_TO_JUDGE = 128;

    private final Network network;
    private final @Nullable Clipping clipping;
    private final Sampling sampling;
    private final Kernels kernels;
    private LayerWatch[] layers = {};
    private @Nullable OutputWatch[] byOperation = {};
    private FlowMemory recalled = FlowMemory.NONE;
    private int begun;
    private int aliveSince;
    private long rowsSeen;
    private int clipEpoch;
    private long clipSamples;
    private long clipped;
    private boolean fresh;
    private int rows;
    private boolean taken;
    private long asked;
    private long next;

    /** Watches a training of this network by this plan in the sampled steps. */
    public GradientFlow(Network network, TrainingPlan plan, Sampling sampling, Kernels kernels) {
        this.network = network;
        this.clipping = plan.gradientClipping();
        this.sampling = sampling;
        this.kernels = kernels;
    }

    /** Bytes of the buffers: copies of weights, mostly. */
    public static long bytes(Network network) {
        long copied = network.graph().parameters().stream()
                .filter(Parameter::trainable)
                .mapToLong(parameter -> ParameterWatch.copied(parameter.shape().size()))
                .sum();
        return Float.BYTES * (copied + 2L * network.summary().size());
    }

    @Override
    public void bind(Execution execution, Parameters parameters) {
        byOperation = new OutputWatch[network.graph().operations().size()];
        layers = new Watches(network.graph(), execution, parameters, kernels, byOperation).layers();
        begun = recalled.epoch();
        aliveSince = recalled.aliveSince();
        rowsSeen = recalled.rowsSeen();
        clipEpoch = recalled.clipEpoch();
        clipSamples = recalled.clipSamples();
        clipped = recalled.clipped();
        fresh = recalled.fresh();
        for (LayerWatch layer : layers) {
            layer.recall(recalled.alive());
        }
    }

    /** What the next {@link #bind} goes on from. */
    public void recall(FlowMemory memory) {
        recalled = memory;
    }

    /** All that decides later samples beside the training itself; to be asked for between steps. */
    public FlowMemory memory() {
        Map<String, String> alive = new LinkedHashMap<>();
        for (LayerWatch layer : layers) {
            layer.memorize(alive);
        }
        return new FlowMemory(begun, aliveSince, rowsSeen, clipEpoch, clipSamples, clipped, fresh, alive);
    }

    /** Works out which step is the next one only there, since steps come one after the other: this is asked before each. */
    @Override
    public boolean inspects(long step) {
        if (step < asked || step > next) {
            next = sampling.next(step);
        }
        asked = step;
        return step == next;
    }

    @Override
    public BackwardProbe probe() {
        return this;
    }

    @Override
    public void see(Applied output, float[] gradient, int length, Worker worker) {
        OutputWatch watch = byOperation[output.id()];
        if (watch != null) {
            watch.signal(gradient, length, worker);
        }
    }

    @Override
    public void afterBackward(int batchRows, Worker worker) {
        for (LayerWatch layer : layers) {
            layer.afterBackward(batchRows, fresh, worker);
        }
        if (worker.index() == 0) {
            rows = batchRows;
            taken = true;
        }
    }

    @Override
    public void afterUpdate(Worker worker) {
        for (LayerWatch layer : layers) {
            layer.afterUpdate(worker);
        }
    }

    /** Whether a step was looked into since the last {@link #sample}. */
    public boolean pending() {
        return taken;
    }

    /** The step that was looked into, with what its event says of it; to be asked for once after the step. */
    public FlowSample sample(long step, int epoch, double loss, double rate) {
        taken = false;
        LayerFlow[] flows = new LayerFlow[layers.length];
        double squares = 0;
        for (int i = 0; i < flows.length; i++) {
            flows[i] = layers[i].flow();
            squares += layers[i].gradientSquares();
        }
        double norm = Math.sqrt(squares);
        rowsSeen = fresh ? rows : rowsSeen + rows;
        aliveSince = fresh ? epoch : aliveSince;
        noteClipping(epoch, norm);
        fresh = false;
        double clipRate = (double) clipped / clipSamples;
        return new FlowSample(step, epoch, loss, rate, norm, clipRate, rowsSeen, List.of(flows));
    }

    /** Forgets which units were alive when an epoch begins, once enough rows were seen. */
    @Override
    public void beginEpoch(int epoch) {
        if (epoch != begun) {
            begun = epoch;
            fresh |= epoch != aliveSince && rowsSeen >= ROWS_TO_JUDGE;
        }
    }

    private void noteClipping(int epoch, double norm) {
        if (epoch != clipEpoch) {
            clipEpoch = epoch;
            clipSamples = 0;
            clipped = 0;
        }
        clipSamples++;
        Double limit = clipping == null ? null : clipping.norm();
        if (limit != null && norm > limit) {
            clipped++;
        }
    }
}
