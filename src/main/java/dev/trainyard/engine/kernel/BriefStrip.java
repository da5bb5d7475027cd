package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loop of {@link SmallMatmul} for so few terms that all of B, two registers of columns wide, stays in registers while
 * the rows of A and C pass by: no tile of C has to be set up and put away, which would take a third of the time. For machines with
 * 32 registers.
 *
 * <p>Value (row, term) of A is at {@code aStart + row * aStep + term}. The registers of B are at {@code bStart + term * bStep}. All
 * rows of C start from the same one, at {@code column} of {@code start}.
 */
final class BriefStrip {
    static final int COLUMNS = 2 * Lanes.COUNT;

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;
    /** Terms of which the registers hold two of B each, beside the sums of two rows. */
    static final int MOST_TERMS = 10;
    /** Rows from which loading B once is a small part of the time, as measured. */
    private static final int LEAST_ROWS = 64;
    /** Floats of C that a second-level cache holds: rows of a larger one lie on too many pages to visit each for two registers. */
    private static final long MOST_OF_C = 32 * 1024;

    private BriefStrip() {}

    /** Whether this is the faster way for so many rows that start from one. */
    static boolean suits(MatmulShape shape, int rows) {
        return LANES >= 16
                && shape.form() != Form.TN
                && shape.k() <= MOST_TERMS
                && shape.n() % COLUMNS == 0
                && rows >= LEAST_ROWS
                && (long) rows * shape.ldc() <= MOST_OF_C;
    }

    /** At least two rows of C, {@link #COLUMNS} columns: start + A B. Of an odd number one is computed twice. */
    static void run(
            int terms,
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
        int last = terms - 1;
        int from0 = bStart;
        FloatVector b00 = FloatVector.fromArray(SPECIES, b, from0);
        FloatVector b01 = FloatVector.fromArray(SPECIES, b, from0 + LANES);
        int from1 = bStart + Math.min(1, last) * bStep;
        FloatVector b10 = FloatVector.fromArray(SPECIES, b, from1);
        FloatVector b11 = FloatVector.fromArray(SPECIES, b, from1 + LANES);
        int from2 = bStart + Math.min(2, last) * bStep;
        FloatVector b20 = FloatVector.fromArray(SPECIES, b, from2);
        FloatVector b21 = FloatVector.fromArray(SPECIES, b, from2 + LANES);
        int from3 = bStart + Math.min(3, last) * bStep;
        FloatVector b30 = FloatVector.fromArray(SPECIES, b, from3);
        FloatVector b31 = FloatVector.fromArray(SPECIES, b, from3 + LANES);
        int from4 = bStart + Math.min(4, last) * bStep;
        FloatVector b40 = FloatVector.fromArray(SPECIES, b, from4);
        FloatVector b41 = FloatVector.fromArray(SPECIES, b, from4 + LANES);
        int from5 = bStart + Math.min(5, last) * bStep;
        FloatVector b50 = FloatVector.fromArray(SPECIES, b, from5);
        FloatVector b51 = FloatVector.fromArray(SPECIES, b, from5 + LANES);
        int from6 = bStart + Math.min(6, last) * bStep;
        FloatVector b60 = FloatVector.fromArray(SPECIES, b, from6);
        FloatVector b61 = FloatVector.fromArray(SPECIES, b, from6 + LANES);
        int from7 = bStart + Math.min(7, last) * bStep;
        FloatVector b70 = FloatVector.fromArray(SPECIES, b, from7);
        FloatVector b71 = FloatVector.fromArray(SPECIES, b, from7 + LANES);
        int from8 = bStart + Math.min(8, last) * bStep;
        FloatVector b80 = FloatVector.fromArray(SPECIES, b, from8);
        FloatVector b81 = FloatVector.fromArray(SPECIES, b, from8 + LANES);
        int from9 = bStart + Math.min(9, last) * bStep;
        FloatVector b90 = FloatVector.fromArray(SPECIES, b, from9);
        FloatVector b91 = FloatVector.fromArray(SPECIES, b, from9 + LANES);
        for (int next = 0; next < rows; next += 2) {
            int row = Math.min(next, rows - 2);
            int x = aStart + row * aStep;
            int y = x + aStep;
            FloatVector zero = FloatVector.zero(SPECIES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[x]);
            FloatVector c00 = x0.fma(b00, zero);
            FloatVector c01 = x0.fma(b01, zero);
            FloatVector y0 = FloatVector.broadcast(SPECIES, a[y]);
            FloatVector c10 = y0.fma(b00, zero);
            FloatVector c11 = y0.fma(b01, zero);
            if (terms > 1) {
                FloatVector x1 = FloatVector.broadcast(SPECIES, a[x + 1]);
                c00 = x1.fma(b10, c00);
                c01 = x1.fma(b11, c01);
                FloatVector y1 = FloatVector.broadcast(SPECIES, a[y + 1]);
                c10 = y1.fma(b10, c10);
                c11 = y1.fma(b11, c11);
            }
            if (terms > 2) {
                FloatVector x2 = FloatVector.broadcast(SPECIES, a[x + 2]);
                c00 = x2.fma(b20, c00);
                c01 = x2.fma(b21, c01);
                FloatVector y2 = FloatVector.broadcast(SPECIES, a[y + 2]);
                c10 = y2.fma(b20, c10);
                c11 = y2.fma(b21, c11);
            }
            if (terms > 3) {
                FloatVector x3 = FloatVector.broadcast(SPECIES, a[x + 3]);
                c00 = x3.fma(b30, c00);
                c01 = x3.fma(b31, c01);
                FloatVector y3 = FloatVector.broadcast(SPECIES, a[y + 3]);
                c10 = y3.fma(b30, c10);
                c11 = y3.fma(b31, c11);
            }
            if (terms > 4) {
                FloatVector x4 = FloatVector.broadcast(SPECIES, a[x + 4]);
                c00 = x4.fma(b40, c00);
                c01 = x4.fma(b41, c01);
                FloatVector y4 = FloatVector.broadcast(SPECIES, a[y + 4]);
                c10 = y4.fma(b40, c10);
                c11 = y4.fma(b41, c11);
            }
            if (terms > 5) {
                FloatVector x5 = FloatVector.broadcast(SPECIES, a[x + 5]);
                c00 = x5.fma(b50, c00);
                c01 = x5.fma(b51, c01);
                FloatVector y5 = FloatVector.broadcast(SPECIES, a[y + 5]);
                c10 = y5.fma(b50, c10);
                c11 = y5.fma(b51, c11);
            }
            if (terms > 6) {
                FloatVector x6 = FloatVector.broadcast(SPECIES, a[x + 6]);
                c00 = x6.fma(b60, c00);
                c01 = x6.fma(b61, c01);
                FloatVector y6 = FloatVector.broadcast(SPECIES, a[y + 6]);
                c10 = y6.fma(b60, c10);
                c11 = y6.fma(b61, c11);
            }
            if (terms > 7) {
                FloatVector x7 = FloatVector.broadcast(SPECIES, a[x + 7]);
                c00 = x7.fma(b70, c00);
                c01 = x7.fma(b71, c01);
                FloatVector y7 = FloatVector.broadcast(SPECIES, a[y + 7]);
                c10 = y7.fma(b70, c10);
                c11 = y7.fma(b71, c11);
            }
            if (terms > 8) {
                FloatVector x8 = FloatVector.broadcast(SPECIES, a[x + 8]);
                c00 = x8.fma(b80, c00);
                c01 = x8.fma(b81, c01);
                FloatVector y8 = FloatVector.broadcast(SPECIES, a[y + 8]);
                c10 = y8.fma(b80, c10);
                c11 = y8.fma(b81, c11);
            }
            if (terms > 9) {
                FloatVector x9 = FloatVector.broadcast(SPECIES, a[x + 9]);
                c00 = x9.fma(b90, c00);
                c01 = x9.fma(b91, c01);
                FloatVector y9 = FloatVector.broadcast(SPECIES, a[y + 9]);
                c10 = y9.fma(b90, c10);
                c11 = y9.fma(b91, c11);
            }
            FloatVector start0 = FloatVector.fromArray(SPECIES, start, column);
            FloatVector start1 = FloatVector.fromArray(SPECIES, start, column + LANES);
            int to = cStart + row * cStep;
            start0.add(c00).intoArray(c, to);
            start1.add(c01).intoArray(c, to + LANES);
            start0.add(c10).intoArray(c, to + cStep);
            start1.add(c11).intoArray(c, to + cStep + LANES);
        }
    }
}
