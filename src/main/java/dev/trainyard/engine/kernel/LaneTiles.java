package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loop of {@link LaneMatmul}, for C of very few columns: a row of C to a lane, so that registers are full all
 * the same.
 *
 * <p>Value (row, term) of A is at {@code aStart + term * aStep + row}, and all rows of a tile are read; value (term, column) of
 * B is at {@code bStart + column * bColumn + term * bTerm}; the sum (row, column) goes to {@code column * ROWS + row}.
 */
final class LaneTiles {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;
    /** Rows of a tile. */
    static final int ROWS = 2 * LANES;
    /** Columns of a tile. */
    static final int COLUMNS = 4;

    private LaneTiles() {}

    /** Computes a tile; columns after the {@code last} one, counted from 0, come out as copies of it. */
    static void run(
            int terms,
            float[] a,
            int aStart,
            int aStep,
            float[] b,
            int bStart,
            int last,
            int bColumn,
            int bTerm,
            float[] sums) {
        int column1 = Math.min(1, last) * bColumn;
        int column2 = Math.min(2, last) * bColumn;
        int column3 = Math.min(3, last) * bColumn;
        FloatVector c00 = FloatVector.zero(SPECIES);
        FloatVector c01 = c00;
        FloatVector c10 = c00;
        FloatVector c11 = c00;
        FloatVector c20 = c00;
        FloatVector c21 = c00;
        FloatVector c30 = c00;
        FloatVector c31 = c00;
        for (int term = 0; term < terms; term++) {
            int row = aStart + term * aStep;
            int at = bStart + term * bTerm;
            FloatVector a0 = FloatVector.fromArray(SPECIES, a, row);
            FloatVector a1 = FloatVector.fromArray(SPECIES, a, row + LANES);
            FloatVector b0 = FloatVector.broadcast(SPECIES, b[at]);
            c00 = a0.fma(b0, c00);
            c01 = a1.fma(b0, c01);
            FloatVector b1 = FloatVector.broadcast(SPECIES, b[at + column1]);
            c10 = a0.fma(b1, c10);
            c11 = a1.fma(b1, c11);
            FloatVector b2 = FloatVector.broadcast(SPECIES, b[at + column2]);
            c20 = a0.fma(b2, c20);
            c21 = a1.fma(b2, c21);
            FloatVector b3 = FloatVector.broadcast(SPECIES, b[at + column3]);
            c30 = a0.fma(b3, c30);
            c31 = a1.fma(b3, c31);
        }
        c00.intoArray(sums, 0);
        c01.intoArray(sums, LANES);
        c10.intoArray(sums, ROWS);
        c11.intoArray(sums, ROWS + LANES);
        c20.intoArray(sums, 2 * ROWS);
        c21.intoArray(sums, 2 * ROWS + LANES);
        c30.intoArray(sums, 3 * ROWS);
        c31.intoArray(sums, 3 * ROWS + LANES);
    }
}
