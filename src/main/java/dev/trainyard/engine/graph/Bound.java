package dev.trainyard.engine.graph;

import dev.trainyard.engine.kernel.Elementwise;
import dev.trainyard.engine.kernel.Worker;
import java.util.List;

/**
 * One bound unit, and the gradients that must hold zeros before its backward runs.
 *
 * @param output the value it makes
 * @param gradient gradient of that value, empty where backward does not run
 * @param perRow floats per row of each such gradient, 0 for a parameter
 * @param fixed floats of each such gradient that is a parameter's, else 0
 */
@SuppressWarnings("ArrayRecordComponent")
record Bound(
        Computation computation,
        Applied output,
        float[] gradient,
        boolean backward,
        float[][] zeroed,
        int[] perRow,
        int[] fixed) {

    static Bound of(Computation computation, Applied output, boolean backward, List<Node> zeroed, Buffers buffers) {
        return new Bound(
                computation,
                output,
                backward ? buffers.gradient(output) : new float[0],
                backward,
                zeroed.stream().map(buffers::gradient).toArray(float[][]::new),
                zeroed.stream()
                        .mapToInt(node -> node instanceof Parameter ? 0 : size(node))
                        .toArray(),
                zeroed.stream()
                        .mapToInt(node -> node instanceof Parameter ? size(node) : 0)
                        .toArray());
    }

    private static int size(Node node) {
        return Math.toIntExact(node.shape().size());
    }

    void show(BackwardProbe probe, Step step, Worker worker) {
        probe.see(output, gradient, step.rows() * size(output), worker);
    }

    boolean zeroes() {
        return zeroed.length > 0;
    }

    /** Each worker zeroes its slice. */
    void zero(Elementwise kernels, Step step, Worker worker) {
        for (int i = 0; i < zeroed.length; i++) {
            int length = perRow[i] * step.rows() + fixed[i];
            kernels.fill(0, zeroed[i], worker.from(length), worker.to(length));
        }
    }
}
