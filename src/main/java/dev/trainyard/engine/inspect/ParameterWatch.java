package dev.trainyard.engine.inspect;

import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Worker;

/** Norms of one parameter, of its gradient and of its update, with a copy of it from before the update. */
final class ParameterWatch {

    private final Kernels kernels;
    private final float[] weight;
    private final float[] gradient;
    private final float[] before;
    private final ChunkedSum weightSquares;
    private final ChunkedSum gradientSquares;
    private final ChunkedSum updateSquares;

    ParameterWatch(Kernels kernels, float[] weight, float[] gradient, int turn) {
        this.kernels = kernels;
        this.weight = weight;
        this.gradient = gradient;
        this.before = new float[weight.length];
        this.weightSquares = new ChunkedSum(weight.length, turn);
        this.gradientSquares = new ChunkedSum(weight.length, turn);
        this.updateSquares = new ChunkedSum(weight.length, turn);
    }

    void afterBackward(Worker worker) {
        weightSquares.squaresAndCopy(kernels.reductions(), weight, before, worker);
        gradientSquares.squares(kernels.reductions(), gradient, gradient.length, worker);
    }

    void afterUpdate(Worker worker) {
        updateSquares.squaredDifferences(kernels.elementwise(), kernels.reductions(), weight, before, worker);
    }

    int size() {
        return weight.length;
    }

    double weightSquares() {
        return weightSquares.total();
    }

    double gradientSquares() {
        return gradientSquares.total();
    }

    double updateSquares() {
        return updateSquares.total();
    }

    long nonFinite() {
        return gradientSquares.nonFinite();
    }
}
