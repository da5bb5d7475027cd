package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Each row of a matrix with one vector, element by element, for {@link VectorRows}; rows and columns as there. */
final class RowVectors {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private RowVectors() {}

    static void add(float[] x, float[] v, float[] out, int columns, int fromRow, int toRow) {
        int limit = Lanes.limit(0, columns);
        for (int row = fromRow; row < toRow; row++) {
            int start = row * columns;
            for (int c = 0; c < limit; c += LANES) {
                FloatVector value = FloatVector.fromArray(SPECIES, x, start + c);
                value.add(FloatVector.fromArray(SPECIES, v, c)).intoArray(out, start + c);
            }
            for (int c = limit; c < columns; c++) {
                out[start + c] = x[start + c] + v[c];
            }
        }
    }

    static void subtract(float[] x, float[] v, float[] out, int columns, int fromRow, int toRow) {
        int limit = Lanes.limit(0, columns);
        for (int row = fromRow; row < toRow; row++) {
            int start = row * columns;
            for (int c = 0; c < limit; c += LANES) {
                FloatVector value = FloatVector.fromArray(SPECIES, x, start + c);
                value.sub(FloatVector.fromArray(SPECIES, v, c)).intoArray(out, start + c);
            }
            for (int c = limit; c < columns; c++) {
                out[start + c] = x[start + c] - v[c];
            }
        }
    }

    static void multiply(float[] x, float[] v, float[] out, int columns, int fromRow, int toRow) {
        int limit = Lanes.limit(0, columns);
        for (int row = fromRow; row < toRow; row++) {
            int start = row * columns;
            for (int c = 0; c < limit; c += LANES) {
                FloatVector value = FloatVector.fromArray(SPECIES, x, start + c);
                value.mul(FloatVector.fromArray(SPECIES, v, c)).intoArray(out, start + c);
            }
            for (int c = limit; c < columns; c++) {
                out[start + c] = x[start + c] * v[c];
            }
        }
    }

    static void scaleAndShift(
            float[] x, float[] scale, float[] shift, float[] out, int columns, int fromRow, int toRow) {
        int limit = Lanes.limit(0, columns);
        for (int row = fromRow; row < toRow; row++) {
            int start = row * columns;
            for (int c = 0; c < limit; c += LANES) {
                FloatVector value = FloatVector.fromArray(SPECIES, x, start + c);
                value.fma(FloatVector.fromArray(SPECIES, scale, c), FloatVector.fromArray(SPECIES, shift, c))
                        .intoArray(out, start + c);
            }
            for (int c = limit; c < columns; c++) {
                out[start + c] = Math.fma(x[start + c], scale[c], shift[c]);
            }
        }
    }

    static void multiplyAdd(float[] x, float[] v, float[] out, int columns, int fromRow, int toRow) {
        int limit = Lanes.limit(0, columns);
        for (int row = fromRow; row < toRow; row++) {
            int start = row * columns;
            for (int c = 0; c < limit; c += LANES) {
                FloatVector value = FloatVector.fromArray(SPECIES, x, start + c);
                value.fma(FloatVector.fromArray(SPECIES, v, c), FloatVector.fromArray(SPECIES, out, start + c))
                        .intoArray(out, start + c);
            }
            for (int c = limit; c < columns; c++) {
                out[start + c] = Math.fma(x[start + c], v[c], out[start + c]);
            }
        }
    }
}
