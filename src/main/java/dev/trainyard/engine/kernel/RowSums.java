package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** From one row to one number, with the sixteen partial sums of {@link Partials} in registers, for {@link VectorRows}. */
final class RowSums {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    /** Columns up to which a row is better summed without registers. */
    static final int SHORT = 8;

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

    /** x = value x. */
    static void scale(float[] x, float value, int start, int columns) {
        int limit = Lanes.limit(start, start + columns);
        for (int i = start; i < limit; i += LANES) {
            FloatVector.fromArray(SPECIES, x, i).mul(value).intoArray(x, i);
        }
        for (int i = limit; i < start + columns; i++) {
            x[i] *= value;
        }
    }

    static float sum(float[] x, int start, int columns) {
        return columns <= SHORT ? shortSum(x, start, columns) : VectorReductions.blockSum(x, start, start + columns);
    }

    static float dot(float[] x, float[] y, int start, int columns) {
        return VectorReductions.blockDot(x, y, start, start + columns);
    }

    /** Of at most {@link #SHORT} columns: the tree of {@link Partials} with one element at each leaf. */
    private static float shortSum(float[] x, int start, int columns) {
        float even = leaf(x, start, 0, columns) + leaf(x, start, 4, columns);
        even += leaf(x, start, 2, columns) + leaf(x, start, 6, columns);
        float odd = leaf(x, start, 1, columns) + leaf(x, start, 5, columns);
        odd += leaf(x, start, 3, columns) + leaf(x, start, 7, columns);
        return even + odd;
    }

    private static float leaf(float[] x, int start, int column, int columns) {
        return column < columns ? x[start + column] + 0f : 0f;
    }
}
