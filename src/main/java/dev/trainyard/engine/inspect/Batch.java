package dev.trainyard.engine.inspect;

import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.graph.Execution;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.train.Network;
import java.util.Arrays;

/** Loads rows into the inputs of an execution outside of training. */
final class Batch {

    private Batch() {}

    /** Rows {@code index[from]} to {@code index[from + count - 1]}; {@code equal} gives every row the weight 1. */
    static void load(Execution execution, Examples examples, int[] index, int from, int count, boolean equal) {
        float[] weights = execution.input(Network.WEIGHT);
        examples.gather(
                index,
                from,
                count,
                execution.input(Network.INPUT),
                execution.input(Network.TARGET),
                weights,
                Worker.SOLO);
        if (equal) {
            Arrays.fill(weights, 0, count, 1);
        }
    }
}
