package dev.trainyard.engine.train;

import dev.trainyard.engine.graph.Gradients;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.optimizer.Optimizer;
import java.util.List;

/** The trainable weights of a run with their gradients and slots, in the order of declaration, ready for updates. */
final class Weights {
    /** Steps from one {@link #tidy} to the next. */
    private static final int TIDIED = 128;

    private final Kernels kernels;
    private final Optimizer optimizer;
    private final float[][] values;
    private final float[][] gradients;
    private final float[][][] slots;

    Weights(Kernels kernels, Optimizer optimizer, TrainState state, Gradients gradients) {
        this.kernels = kernels;
        this.optimizer = optimizer;
        Parameters parameters = state.parameters();
        List<String> names = parameters.trainableNames();
        this.values =
                names.stream().map(name -> parameters.tensor(name).values()).toArray(float[][]::new);
        this.gradients = names.stream().map(gradients::of).toArray(float[][]::new);
        this.slots = names.stream().map(state::slots).toArray(float[][][]::new);
    }

    float[][] gradients() {
        return gradients;
    }

    /** Updates this worker's slices of all weights. */
    void update(float[] scalars, Worker worker) {
        for (int i = 0; i < values.length; i++) {
            int length = values[i].length;
            optimizer.update(
                    kernels, scalars, values[i], gradients[i], slots[i], worker.from(length), worker.to(length));
        }
    }

    /**
     * Takes what averages of the optimizer have decayed to below the normal numbers as 0, now and then: else they would stay
     * there for ever where gradients are zeros, too small for any weight, and arithmetic with them is several times slower.
     */
    void tidy(long step, Worker worker) {
        if (step % TIDIED == 0) {
            for (float[][] own : slots) {
                for (float[] slot : own) {
                    tidy(slot, worker.from(slot.length), worker.to(slot.length));
                }
            }
        }
    }

    private static void tidy(float[] slot, int from, int to) {
        for (int i = from; i < to; i++) {
            slot[i] = Math.abs(slot[i]) < Float.MIN_NORMAL ? 0 : slot[i];
        }
    }
}
