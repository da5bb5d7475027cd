package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
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
            sum = FloatVector.fromArray(SPECIES, x, i).fma(FloatVector.zero(SPECIES), sum);
        }
        float check = sum.reduceLanes(VectorOperators.ADD);
        for (int i = limit; i < to; i++) {
            check += x[i] * 0f;
        }
        return check == 0f;
    }

    static float blockSum(float[] x, int from, int to) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int limit = to - (to - from) % Partials.COUNT;
        for (int i = from; i < limit; i += Partials.COUNT) {
            a = a.add(FloatVector.fromArray(SPECIES, x, i));
            b = VectorPartials.TWO ? b.add(FloatVector.fromArray(SPECIES, x, i + LANES)) : b;
            c = VectorPartials.FOUR ? c.add(FloatVector.fromArray(SPECIES, x, i + 2 * LANES)) : c;
            d = VectorPartials.FOUR ? d.add(FloatVector.fromArray(SPECIES, x, i + 3 * LANES)) : d;
        }
        if (limit < to) {
            a = a.add(part(x, limit, to));
            b = VectorPartials.TWO ? b.add(part(x, limit + LANES, to)) : b;
            c = VectorPartials.FOUR ? c.add(part(x, limit + 2 * LANES, to)) : c;
            d = VectorPartials.FOUR ? d.add(part(x, limit + 3 * LANES, to)) : d;
        }
        return VectorPartials.total(a, b, c, d);
    }

    static float blockDot(float[] x, float[] y, int from, int to) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int limit = to - (to - from) % Partials.COUNT;
        for (int i = from; i < limit; i += Partials.COUNT) {
            a = product(x, y, i, a);
            b = VectorPartials.TWO ? product(x, y, i + LANES, b) : b;
            c = VectorPartials.FOUR ? product(x, y, i + 2 * LANES, c) : c;
            d = VectorPartials.FOUR ? product(x, y, i + 3 * LANES, d) : d;
        }
        if (limit < to) {
            a = part(x, limit, to).fma(part(y, limit, to), a);
            b = VectorPartials.TWO ? part(x, limit + LANES, to).fma(part(y, limit + LANES, to), b) : b;
            c = VectorPartials.FOUR ? part(x, limit + 2 * LANES, to).fma(part(y, limit + 2 * LANES, to), c) : c;
            d = VectorPartials.FOUR ? part(x, limit + 3 * LANES, to).fma(part(y, limit + 3 * LANES, to), d) : d;
        }
        return VectorPartials.total(a, b, c, d);
    }

    private static FloatVector product(float[] x, float[] y, int i, FloatVector sum) {
        return FloatVector.fromArray(SPECIES, x, i).fma(FloatVector.fromArray(SPECIES, y, i), sum);
    }

    /** What there is from {@code i} to {@code to}, at most one register, then zeros, which change no sum. */
    private static FloatVector part(float[] x, int i, int to) {
        VectorMask<Float> inside = SPECIES.indexInRange(Math.min(i, to), to);
        return FloatVector.fromArray(SPECIES, x, Math.min(i, to), inside);
    }
}
