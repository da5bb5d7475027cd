package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of {@link SmallMatmul} for four registers of columns where the terms of a row of A lie side by side:
 * C = start + A B, A and B where they lie, all sums in registers. For machines with 32 of them.
 *
 * <p>Value (row, term) of A is at {@code aStart + row * aStep + term}; all rows of a tile are read. The registers of B are at
 * {@code bStart + term * bStep}. All rows of C start from the same one, at {@code column} of {@code start}: to start from C
 * itself would take as many loads and checks of bounds as there are sums.
 */
final class BroadRowTiles {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    /** Rows of a high tile: as many as leave registers for B and for what the compiler loads of A at a time. */
    static final int ROWS = 5;

    private BroadRowTiles() {}

    /** A tile of {@link #ROWS} rows or of 4. */
    static void run(
            int rows,
            int terms,
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
        if (rows == ROWS) {
            five(terms, a, aStart, aStep, b, bStart, bStep, start, column, c, cStart, cStep);
        } else {
            four(terms, a, aStart, aStep, b, bStart, bStep, start, column, c, cStart, cStep);
        }
    }

    /** For most rows. */
    private static void five(
            int terms,
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
        int row1 = aStart + aStep;
        int row2 = row1 + aStep;
        int row3 = row2 + aStep;
        int row4 = row3 + aStep;
        FloatVector c00 = FloatVector.zero(SPECIES);
        FloatVector c01 = c00;
        FloatVector c02 = c00;
        FloatVector c03 = c00;
        FloatVector c10 = c00;
        FloatVector c11 = c00;
        FloatVector c12 = c00;
        FloatVector c13 = c00;
        FloatVector c20 = c00;
        FloatVector c21 = c00;
        FloatVector c22 = c00;
        FloatVector c23 = c00;
        FloatVector c30 = c00;
        FloatVector c31 = c00;
        FloatVector c32 = c00;
        FloatVector c33 = c00;
        FloatVector c40 = c00;
        FloatVector c41 = c00;
        FloatVector c42 = c00;
        FloatVector c43 = c00;
        for (int term = 0; term < terms; term++) {
            int from = bStart + term * bStep;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, from);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, from + 2 * LANES);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, from + 3 * LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aStart + term]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            c03 = a0.fma(b3, c03);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[row1 + term]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            c13 = a1.fma(b3, c13);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[row2 + term]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            c23 = a2.fma(b3, c23);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[row3 + term]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            c33 = a3.fma(b3, c33);
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[row4 + term]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            c42 = a4.fma(b2, c42);
            c43 = a4.fma(b3, c43);
        }
        FloatVector start0 = FloatVector.fromArray(SPECIES, start, column);
        FloatVector start1 = FloatVector.fromArray(SPECIES, start, column + LANES);
        FloatVector start2 = FloatVector.fromArray(SPECIES, start, column + 2 * LANES);
        FloatVector start3 = FloatVector.fromArray(SPECIES, start, column + 3 * LANES);
        start0.add(c00).intoArray(c, cStart);
        start1.add(c01).intoArray(c, cStart + LANES);
        start2.add(c02).intoArray(c, cStart + 2 * LANES);
        start3.add(c03).intoArray(c, cStart + 3 * LANES);
        int to1 = cStart + cStep;
        start0.add(c10).intoArray(c, to1);
        start1.add(c11).intoArray(c, to1 + LANES);
        start2.add(c12).intoArray(c, to1 + 2 * LANES);
        start3.add(c13).intoArray(c, to1 + 3 * LANES);
        int to2 = to1 + cStep;
        start0.add(c20).intoArray(c, to2);
        start1.add(c21).intoArray(c, to2 + LANES);
        start2.add(c22).intoArray(c, to2 + 2 * LANES);
        start3.add(c23).intoArray(c, to2 + 3 * LANES);
        int to3 = to2 + cStep;
        start0.add(c30).intoArray(c, to3);
        start1.add(c31).intoArray(c, to3 + LANES);
        start2.add(c32).intoArray(c, to3 + 2 * LANES);
        start3.add(c33).intoArray(c, to3 + 3 * LANES);
        int to4 = to3 + cStep;
        start0.add(c40).intoArray(c, to4);
        start1.add(c41).intoArray(c, to4 + LANES);
        start2.add(c42).intoArray(c, to4 + 2 * LANES);
        start3.add(c43).intoArray(c, to4 + 3 * LANES);
    }

    /** For the last rows, over which higher ones would reach. */
    private static void four(
            int terms,
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
        int row1 = aStart + aStep;
        int row2 = row1 + aStep;
        int row3 = row2 + aStep;
        FloatVector c00 = FloatVector.zero(SPECIES);
        FloatVector c01 = c00;
        FloatVector c02 = c00;
        FloatVector c03 = c00;
        FloatVector c10 = c00;
        FloatVector c11 = c00;
        FloatVector c12 = c00;
        FloatVector c13 = c00;
        FloatVector c20 = c00;
        FloatVector c21 = c00;
        FloatVector c22 = c00;
        FloatVector c23 = c00;
        FloatVector c30 = c00;
        FloatVector c31 = c00;
        FloatVector c32 = c00;
        FloatVector c33 = c00;
        for (int term = 0; term < terms; term++) {
            int from = bStart + term * bStep;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, from);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, from + 2 * LANES);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, from + 3 * LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aStart + term]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            c03 = a0.fma(b3, c03);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[row1 + term]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            c13 = a1.fma(b3, c13);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[row2 + term]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            c23 = a2.fma(b3, c23);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[row3 + term]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            c33 = a3.fma(b3, c33);
        }
        FloatVector start0 = FloatVector.fromArray(SPECIES, start, column);
        FloatVector start1 = FloatVector.fromArray(SPECIES, start, column + LANES);
        FloatVector start2 = FloatVector.fromArray(SPECIES, start, column + 2 * LANES);
        FloatVector start3 = FloatVector.fromArray(SPECIES, start, column + 3 * LANES);
        start0.add(c00).intoArray(c, cStart);
        start1.add(c01).intoArray(c, cStart + LANES);
        start2.add(c02).intoArray(c, cStart + 2 * LANES);
        start3.add(c03).intoArray(c, cStart + 3 * LANES);
        int to1 = cStart + cStep;
        start0.add(c10).intoArray(c, to1);
        start1.add(c11).intoArray(c, to1 + LANES);
        start2.add(c12).intoArray(c, to1 + 2 * LANES);
        start3.add(c13).intoArray(c, to1 + 3 * LANES);
        int to2 = to1 + cStep;
        start0.add(c20).intoArray(c, to2);
        start1.add(c21).intoArray(c, to2 + LANES);
        start2.add(c22).intoArray(c, to2 + 2 * LANES);
        start3.add(c23).intoArray(c, to2 + 3 * LANES);
        int to3 = to2 + cStep;
        start0.add(c30).intoArray(c, to3);
        start1.add(c31).intoArray(c, to3 + LANES);
        start2.add(c32).intoArray(c, to3 + 2 * LANES);
        start3.add(c33).intoArray(c, to3 + 3 * LANES);
    }
}
