package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** From one row to one number, with the sixteen partial sums of {@link Partials} in registers, for {@link VectorRows}. */
final class RowSums {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private RowSums() {}

    static float maximum(float[] x, int start, int columns) {
        if (columns < LANES) {
            float maximum = Float.NEGATIVE_INFINITY;
            for (int i = start; i < start + columns; i++) {
                maximum = Math.max(maximum, x[i]);
            }
            return maximum;
        }
        // the last register overlaps the one before: a maximum may count an element twice
        int last = start + columns - LANES;
        FloatVector most = FloatVector.fromArray(SPECIES, x, last);
        for (int i = start; i < last; i += LANES) {
            most = most.max(FloatVector.fromArray(SPECIES, x, i));
        }
        return most.reduceLanes(VectorOperators.MAX);
    }

    /** out = x - value. */
    static void minus(float[] x, float value, float[] out, int start, int columns) {
        int limit = Lanes.limit(start, start + columns);
        for (int i = start; i < limit; i += LANES) {
            FloatVector.fromArray(SPECIES, x, i).sub(value).intoArray(out, i);
        }
        for (int i = limit; i < start + columns; i++) {
            out[i] = x[i] - value;
        }
    }

    static float sum(float[] x, int start, int columns) {
        return VectorReductions.blockSum(x, start, start + columns);
    }

    static float dot(float[] x, float[] y, int start, int columns) {
        return VectorReductions.blockDot(x, y, start, start + columns);
    }

    /** Sum of (x - value)^2. */
    static float squaredDifferences(float[] x, float value, int start, int columns) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        for (int i = start; i < start + columns; i += Partials.COUNT) {
            a = square(x, value, i, start + columns, a);
            b = VectorPartials.TWO ? square(x, value, i + LANES, start + columns, b) : b;
            c = VectorPartials.FOUR ? square(x, value, i + 2 * LANES, start + columns, c) : c;
            d = VectorPartials.FOUR ? square(x, value, i + 3 * LANES, start + columns, d) : d;
        }
        return VectorPartials.total(a, b, c, d);
    }

    /** Sum of e^(x - value). */
    static float sumOfExponentials(float[] x, float value, int start, int columns) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        for (int i = start; i < start + columns; i += Partials.COUNT) {
            a = exponential(x, value, i, start + columns, a);
            b = VectorPartials.TWO ? exponential(x, value, i + LANES, start + columns, b) : b;
            c = VectorPartials.FOUR ? exponential(x, value, i + 2 * LANES, start + columns, c) : c;
            d = VectorPartials.FOUR ? exponential(x, value, i + 3 * LANES, start + columns, d) : d;
        }
        return VectorPartials.total(a, b, c, d);
    }

    private static FloatVector square(float[] x, float value, int i, int end, FloatVector sum) {
        VectorMask<Float> inside = inside(i, end);
        FloatVector difference =
                FloatVector.fromArray(SPECIES, x, Math.min(i, end), inside).sub(value);
        return sum.blend(difference.fma(difference, sum), inside);
    }

    private static FloatVector exponential(float[] x, float value, int i, int end, FloatVector sum) {
        VectorMask<Float> inside = inside(i, end);
        FloatVector power = VectorMath.exp(
                FloatVector.fromArray(SPECIES, x, Math.min(i, end), inside).sub(value));
        return sum.blend(sum.add(power), inside);
    }

    private static VectorMask<Float> inside(int i, int end) {
        return SPECIES.indexInRange(Math.min(i, end), end);
    }
}
