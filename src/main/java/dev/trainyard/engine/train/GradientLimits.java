package dev.trainyard.engine.train;

import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Worker;
import org.jspecify.annotations.Nullable;

/** Measures and clips the gradients of a step. The norm adds up chunks that the sizes decide, never the workers. */
final class GradientLimits {
    private static final int CHUNK = 16_384;

    private final Kernels kernels;
    private final float[][] gradients;
    private final @Nullable Double maximumNorm;
    private final @Nullable Double maximumValue;
    private final int[] chunkOwner;
    private final int[] chunkFrom;
    private final double[] partial;

    GradientLimits(Kernels kernels, float[][] gradients, @Nullable Clipping clipping) {
        this.kernels = kernels;
        this.gradients = gradients;
        this.maximumNorm = clipping == null ? null : clipping.norm();
        this.maximumValue = clipping == null ? null : clipping.value();
        int chunks = 0;
        for (float[] gradient : gradients) {
            chunks += (gradient.length + CHUNK - 1) / CHUNK;
        }
        this.chunkOwner = new int[chunks];
        this.chunkFrom = new int[chunks];
        this.partial = new double[chunks];
        int chunk = 0;
        for (int i = 0; i < gradients.length; i++) {
            for (int from = 0; from < gradients[i].length; from += CHUNK) {
                chunkOwner[chunk] = i;
                chunkFrom[chunk++] = from;
            }
        }
    }

    /** Whether the plan limits the norm, which has to be measured for it. */
    boolean limitsNorm() {
        return maximumNorm != null;
    }

    /** Clamps each element of this worker's slices, if the plan says so. */
    void clipValues(Worker worker) {
        if (maximumValue != null) {
            float limit = maximumValue.floatValue();
            for (float[] gradient : gradients) {
                int from = worker.from(gradient.length);
                kernels.elementwise().clamp(-limit, limit, gradient, gradient, from, worker.to(gradient.length));
            }
            worker.barrier();
        }
    }

    /** Euclidean norm over all gradients, the same on every worker. */
    double norm(Worker worker) {
        for (int chunk = worker.index(); chunk < partial.length; chunk += worker.count()) {
            float[] gradient = gradients[chunkOwner[chunk]];
            int from = chunkFrom[chunk];
            int to = Math.min(from + CHUNK, gradient.length);
            partial[chunk] = kernels.reductions().sumOfSquares(gradient, from, to);
        }
        worker.barrier();
        double sum = 0;
        for (double part : partial) {
            sum += part;
        }
        return Math.sqrt(sum);
    }

    /** Scales this worker's slices down, if the plan says so: by max / (norm + 1e-6) as PyTorch does. */
    void clipNorm(double norm, Worker worker) {
        if (maximumNorm != null && maximumNorm / (norm + 1e-6) < 1) {
            float factor = (float) (maximumNorm / (norm + 1e-6));
            for (float[] gradient : gradients) {
                int from = worker.from(gradient.length);
                kernels.elementwise().scale(factor, gradient, gradient, from, worker.to(gradient.length));
            }
        }
    }
}
