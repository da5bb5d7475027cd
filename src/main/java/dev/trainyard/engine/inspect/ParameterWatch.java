package dev.trainyard.engine.inspect;

import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Worker;

/**
 * Norms of one parameter, of its gradient and of its update. The gradient counts whole. Of a parameter with more than
 * {@value #WHOLE} values, weights and update are taken from an eighth that is spread evenly: all would cost a third of a
 * step, for they have to be copied before the update.
 */
final class ParameterWatch {

    private static final int WHOLE = 1 << 15;
    private static final int SHARE = 8;

    private final Kernels kernels;
    private final float[] weight;
    private final float[] gradient;
    private final Spread spread;
    private final float[] before;
    private final float[] after;
    private final ChunkedSum weightSquares;
    private final ChunkedSum gradientSquares;
    private final ChunkedSum updateSquares;

    ParameterWatch(Kernels kernels, float[] weight, float[] gradient, int turn) {
        this.kernels = kernels;
        this.weight = weight;
        this.gradient = gradient;
        this.spread = spread(weight.length);
        this.before = new float[spread.length()];
        this.after = new float[before.length];
        this.weightSquares = new ChunkedSum(before.length, turn);
        this.gradientSquares = new ChunkedSum(weight.length, turn);
        this.updateSquares = new ChunkedSum(before.length, turn);
    }

    private static Spread spread(int size) {
        return new Spread(size, size > WHOLE ? SHARE : 1);
    }

    /** Floats that the copies of a parameter of such a size take. */
    static long copied(long size) {
        return 2L * spread(Math.toIntExact(size)).length();
    }

    void afterBackward(Worker worker) {
        weightSquares.squaresOfCopy(kernels.reductions(), spread, weight, before, worker);
        gradientSquares.squares(kernels.reductions(), gradient, gradient.length, worker);
    }

    void afterUpdate(Worker worker) {
        updateSquares.squaredDifferences(kernels, spread, weight, before, after, worker);
    }

    int size() {
        return weight.length;
    }

    double weightSquares() {
        return spread.whole(weightSquares.total());
    }

    double gradientSquares() {
        return gradientSquares.total();
    }

    double updateSquares() {
        return spread.whole(updateSquares.total());
    }

    long nonFinite() {
        return gradientSquares.nonFinite();
    }
}
