package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
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
        return VectorReductions.blockSum(x, start, start + columns);
    }

    static float dot(float[] x, float[] y, int start, int columns) {
        return VectorReductions.blockDot(x, y, start, start + columns);
    }
}
