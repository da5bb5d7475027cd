package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loop of {@link SmallMatmul} for ten terms, as ten classes have: so few that all of B, two registers of columns
 * wide, stays in registers while the rows of A and C pass by: no tile of C has to be set up and put away, which would take a third
 * of the time. For machines with 32 registers.
 *
 * <p>Value (row, term) of A is at {@code aStart + row * aStep + term}. The registers of B are at {@code bStart + term * bStep}. All
 * rows of C start from the same one, at {@code column} of {@code start}.
 */
final class BriefStrip {
    static final int COLUMNS = 2 * Lanes.COUNT;

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;
    /** As many terms as this is for: registers hold two of B each, beside the sums of a row and what is loaded of A ahead. */
    static final int TERMS = 10;
    /** Rows from which loading B once is a small part of the time, as measured. */
    private static final int LEAST_ROWS = 64;
    /** Floats of C that a second-level cache holds: rows of a larger one lie on too many pages to visit each for two registers. */
    private static final long MOST_OF_C = 32 * 1024;

    private BriefStrip() {}

    /** Whether this is the faster way for so many rows that start from one. */
    static boolean suits(MatmulShape shape, int rows) {
        return LANES >= 16
                && shape.form() != Form.TN
                && shape.k() == TERMS
                && shape.n() % COLUMNS == 0
                && rows >= LEAST_ROWS
                && (long) rows * shape.ldc() <= MOST_OF_C;
    }

    /** Rows of C, {@link #COLUMNS} columns: start + A B. */
    static void run(
            int rows,
            float[] a,
            int aStart,
            int aStep,
            float[] b,
            int bStart,
            int bStep,
            float[] start,
            int column,
            float[] c,
            int cStart,
            int cStep) {
        int from0 = bStart;
        FloatVector b00 = FloatVector.fromArray(SPECIES, b, from0);
        FloatVector b01 = FloatVector.fromArray(SPECIES, b, from0 + LANES);
        int from1 = bStart + 1 * bStep;
        FloatVector b10 = FloatVector.fromArray(SPECIES, b, from1);
        FloatVector b11 = FloatVector.fromArray(SPECIES, b, from1 + LANES);
        int from2 = bStart + 2 * bStep;
        FloatVector b20 = FloatVector.fromArray(SPECIES, b, from2);
        FloatVector b21 = FloatVector.fromArray(SPECIES, b, from2 + LANES);
        int from3 = bStart + 3 * bStep;
        FloatVector b30 = FloatVector.fromArray(SPECIES, b, from3);
        FloatVector b31 = FloatVector.fromArray(SPECIES, b, from3 + LANES);
        int from4 = bStart + 4 * bStep;
        FloatVector b40 = FloatVector.fromArray(SPECIES, b, from4);
        FloatVector b41 = FloatVector.fromArray(SPECIES, b, from4 + LANES);
        int from5 = bStart + 5 * bStep;
        FloatVector b50 = FloatVector.fromArray(SPECIES, b, from5);
        FloatVector b51 = FloatVector.fromArray(SPECIES, b, from5 + LANES);
        int from6 = bStart + 6 * bStep;
        FloatVector b60 = FloatVector.fromArray(SPECIES, b, from6);
        FloatVector b61 = FloatVector.fromArray(SPECIES, b, from6 + LANES);
        int from7 = bStart + 7 * bStep;
        FloatVector b70 = FloatVector.fromArray(SPECIES, b, from7);
        FloatVector b71 = FloatVector.fromArray(SPECIES, b, from7 + LANES);
        int from8 = bStart + 8 * bStep;
        FloatVector b80 = FloatVector.fromArray(SPECIES, b, from8);
        FloatVector b81 = FloatVector.fromArray(SPECIES, b, from8 + LANES);
        int from9 = bStart + 9 * bStep;
        FloatVector b90 = FloatVector.fromArray(SPECIES, b, from9);
        FloatVector b91 = FloatVector.fromArray(SPECIES, b, from9 + LANES);
        for (int row = 0; row < rows; row++) {
            int at = aStart + row * aStep;
            FloatVector zero = FloatVector.zero(SPECIES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
            FloatVector c0 = a0.fma(b00, zero);
            FloatVector c1 = a0.fma(b01, zero);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[at + 1]);
            c0 = a1.fma(b10, c0);
            c1 = a1.fma(b11, c1);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[at + 2]);
            c0 = a2.fma(b20, c0);
            c1 = a2.fma(b21, c1);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[at + 3]);
            c0 = a3.fma(b30, c0);
            c1 = a3.fma(b31, c1);
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[at + 4]);
            c0 = a4.fma(b40, c0);
            c1 = a4.fma(b41, c1);
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[at + 5]);
            c0 = a5.fma(b50, c0);
            c1 = a5.fma(b51, c1);
            FloatVector a6 = FloatVector.broadcast(SPECIES, a[at + 6]);
            c0 = a6.fma(b60, c0);
            c1 = a6.fma(b61, c1);
            FloatVector a7 = FloatVector.broadcast(SPECIES, a[at + 7]);
            c0 = a7.fma(b70, c0);
            c1 = a7.fma(b71, c1);
            FloatVector a8 = FloatVector.broadcast(SPECIES, a[at + 8]);
            c0 = a8.fma(b80, c0);
            c1 = a8.fma(b81, c1);
            FloatVector a9 = FloatVector.broadcast(SPECIES, a[at + 9]);
            c0 = a9.fma(b90, c0);
            c1 = a9.fma(b91, c1);
            int to = cStart + row * cStep;
            FloatVector.fromArray(SPECIES, start, column).add(c0).intoArray(c, to);
            FloatVector.fromArray(SPECIES, start, column + LANES).add(c1).intoArray(c, to + LANES);
        }
    }
}
