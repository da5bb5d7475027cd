package dev.trainyard.engine.kernel;

import static dev.trainyard.engine.kernel.VectorConstants.LANE;
import static dev.trainyard.engine.kernel.VectorConstants.ZERO;
import static dev.trainyard.engine.kernel.VectorPartials.BY_1;
import static dev.trainyard.engine.kernel.VectorPartials.BY_2;
import static dev.trainyard.engine.kernel.VectorPartials.BY_4;
import static dev.trainyard.engine.kernel.VectorPartials.BY_8;
import static dev.trainyard.engine.kernel.VectorPartials.FOUR;
import static dev.trainyard.engine.kernel.VectorPartials.TWO;
import static jdk.incubator.vector.VectorOperators.GE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Reductions} with SIMD: the sixteen partial sums in registers. */
final class VectorReductions implements Reductions {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    @Override
    public double sum(float[] x, int from, int to) {
        double total = 0;
        for (int block = from; block < to; block += BLOCK) {
            total += blockSum(x, block, Math.min(to, block + BLOCK));
        }
        return total;
    }

    @Override
    public double sumOfSquares(float[] x, int from, int to) {
        return dot(x, x, from, to);
    }

    @Override
    public double dot(float[] x, float[] y, int from, int to) {
        double total = 0;
        for (int block = from; block < to; block += BLOCK) {
            total += blockDot(x, y, block, Math.min(to, block + BLOCK));
        }
        return total;
    }

    @Override
    public float maximum(float[] x, int from, int to) {
        FloatVector most = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            most = most.max(FloatVector.fromArray(SPECIES, x, i));
        }
        float maximum = most.reduceLanes(VectorOperators.MAX);
        for (int i = limit; i < to; i++) {
            maximum = Math.max(maximum, x[i]);
        }
        return maximum;
    }

    @Override
    public boolean allFinite(float[] x, int from, int to) {
        FloatVector sum = FloatVector.zero(SPECIES);
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            // times zero: zero if finite, else NaN, which stays
            sum = FloatVector.fromArray(SPECIES, x, i).fma(ZERO, sum);
        }
        float check = sum.reduceLanes(VectorOperators.ADD);
        for (int i = limit; i < to; i++) {
            check += x[i] * 0f;
        }
        return check == 0f;
    }

    /** Without blocks; writes out {@link Partials#total}, see {@link MathLoops} for why. */
    static float blockSum(float[] x, int from, int to) {
        int limit = to - (to - from) % Partials.COUNT;
        if (limit < to && limit + Partials.COUNT > x.length) {
            return ScalarTree.sum(x, from, to);
        }
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        for (int i = from; i < limit; i += Partials.COUNT) {
            a = a.add(FloatVector.fromArray(SPECIES, x, i));
            b = TWO ? b.add(FloatVector.fromArray(SPECIES, x, i + LANES)) : b;
            c = FOUR ? c.add(FloatVector.fromArray(SPECIES, x, i + 2 * LANES)) : c;
            d = FOUR ? d.add(FloatVector.fromArray(SPECIES, x, i + 3 * LANES)) : d;
        }
        for (int i = limit, left = to - limit; left > 0; i += Partials.COUNT, left -= Partials.COUNT) {
            a = a.add(FloatVector.fromArray(SPECIES, x, i).blend(ZERO, LANE.compare(GE, (float) left)));
            b = TWO
                    ? b.add(FloatVector.fromArray(SPECIES, x, i + LANES)
                            .blend(ZERO, LANE.compare(GE, (float) (left - LANES))))
                    : b;
            c = FOUR
                    ? c.add(FloatVector.fromArray(SPECIES, x, i + 2 * LANES)
                            .blend(ZERO, LANE.compare(GE, (float) (left - 2 * LANES))))
                    : c;
            d = FOUR
                    ? d.add(FloatVector.fromArray(SPECIES, x, i + 3 * LANES)
                            .blend(ZERO, LANE.compare(GE, (float) (left - 3 * LANES))))
                    : d;
        }
        FloatVector sums = FOUR ? a.add(ZERO).add(c.add(ZERO)) : a.add(ZERO);
        sums = FOUR ? sums.add(b.add(ZERO).add(d.add(ZERO))) : TWO ? sums.add(b.add(ZERO)) : sums;
        sums = TWO ? sums : sums.add(sums.rearrange(BY_8));
        sums = FOUR ? sums : sums.add(sums.rearrange(BY_4));
        sums = sums.add(sums.rearrange(BY_2));
        return sums.add(sums.rearrange(BY_1)).lane(0);
    }

    /** As {@link #blockSum}, of x y. */
    static float blockDot(float[] x, float[] y, int from, int to) {
        int limit = to - (to - from) % Partials.COUNT;
        if (limit < to && limit + Partials.COUNT > Math.min(x.length, y.length)) {
            return ScalarTree.dot(x, y, from, to);
        }
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        for (int i = from; i < limit; i += Partials.COUNT) {
            a = FloatVector.fromArray(SPECIES, x, i).fma(FloatVector.fromArray(SPECIES, y, i), a);
            b = TWO
                    ? FloatVector.fromArray(SPECIES, x, i + LANES).fma(FloatVector.fromArray(SPECIES, y, i + LANES), b)
                    : b;
            c = FOUR
                    ? FloatVector.fromArray(SPECIES, x, i + 2 * LANES)
                            .fma(FloatVector.fromArray(SPECIES, y, i + 2 * LANES), c)
                    : c;
            d = FOUR
                    ? FloatVector.fromArray(SPECIES, x, i + 3 * LANES)
                            .fma(FloatVector.fromArray(SPECIES, y, i + 3 * LANES), d)
                    : d;
        }
        for (int i = limit, left = to - limit; left > 0; i += Partials.COUNT, left -= Partials.COUNT) {
            a = FloatVector.fromArray(SPECIES, x, i)
                    .blend(ZERO, LANE.compare(GE, (float) left))
                    .fma(FloatVector.fromArray(SPECIES, y, i).blend(ZERO, LANE.compare(GE, (float) left)), a);
            b = TWO
                    ? FloatVector.fromArray(SPECIES, x, i + LANES)
                            .blend(ZERO, LANE.compare(GE, (float) (left - LANES)))
                            .fma(
                                    FloatVector.fromArray(SPECIES, y, i + LANES)
                                            .blend(ZERO, LANE.compare(GE, (float) (left - LANES))),
                                    b)
                    : b;
            c = FOUR
                    ? FloatVector.fromArray(SPECIES, x, i + 2 * LANES)
                            .blend(ZERO, LANE.compare(GE, (float) (left - 2 * LANES)))
                            .fma(
                                    FloatVector.fromArray(SPECIES, y, i + 2 * LANES)
                                            .blend(ZERO, LANE.compare(GE, (float) (left - 2 * LANES))),
                                    c)
                    : c;
            d = FOUR
                    ? FloatVector.fromArray(SPECIES, x, i + 3 * LANES)
                            .blend(ZERO, LANE.compare(GE, (float) (left - 3 * LANES)))
                            .fma(
                                    FloatVector.fromArray(SPECIES, y, i + 3 * LANES)
                                            .blend(ZERO, LANE.compare(GE, (float) (left - 3 * LANES))),
                                    d)
                    : d;
        }
        FloatVector sums = FOUR ? a.add(ZERO).add(c.add(ZERO)) : a.add(ZERO);
        sums = FOUR ? sums.add(b.add(ZERO).add(d.add(ZERO))) : TWO ? sums.add(b.add(ZERO)) : sums;
        sums = TWO ? sums : sums.add(sums.rearrange(BY_8));
        sums = FOUR ? sums : sums.add(sums.rearrange(BY_4));
        sums = sums.add(sums.rearrange(BY_2));
        return sums.add(sums.rearrange(BY_1)).lane(0);
    }
}
