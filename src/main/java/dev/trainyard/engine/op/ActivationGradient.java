package dev.trainyard.engine.op;

import dev.trainyard.engine.kernel.Activation;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Worker;

/** dz = dy · f'(y) for what is fused with its activation, which can tell its derivative from y alone. */
final class ActivationGradient {
    /** Floats that stay in the first-level cache between two passes. */
    private static final int PIECE = 2048;

    private ActivationGradient() {}

    /** Writes this worker's slice of the first {@code length} values of dz. */
    static void write(
            Kernels kernels, Activation activation, float[] y, float[] dy, float[] dz, int length, Worker worker) {
        int to = worker.to(length);
        if (activation.kind() == Activation.Kind.RELU) {
            kernels.activations().reluGradient(y, dy, dz, worker.from(length), to);
            return;
        }
        for (int from = worker.from(length); from < to; from += PIECE) {
            int end = Math.min(to, from + PIECE);
            kernels.elementwise().fill(0, dz, from, end);
            activation.backward(kernels.activations(), y, y, dy, dz, from, end);
        }
    }
}
