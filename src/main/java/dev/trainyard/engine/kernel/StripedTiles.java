package dev.trainyard.engine.kernel;

import static dev.trainyard.engine.kernel.Transpose.BY_1;
import static dev.trainyard.engine.kernel.Transpose.BY_2;
import static dev.trainyard.engine.kernel.Transpose.BY_4;
import static dev.trainyard.engine.kernel.Transpose.BY_8;
import static dev.trainyard.engine.kernel.Transpose.UPPER_1;
import static dev.trainyard.engine.kernel.Transpose.UPPER_2;
import static dev.trainyard.engine.kernel.Transpose.UPPER_4;
import static dev.trainyard.engine.kernel.Transpose.UPPER_8;
import static dev.trainyard.engine.kernel.VectorConstants.LANE;
import static jdk.incubator.vector.VectorOperators.GE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of {@link StripedMatmul} for registers of sixteen lanes: up to sixteen elements of C, side by side, each
 * with a register for its stripes. In the end two registers exchange the lanes that are on the wrong side at distance d, and are
 * added, for d from 8 down to 1, until each lane holds an element.
 *
 * <p>Row i of A is at {@code aStart + i * aStep}, column j of B at {@code bStart + j * bStep}. Base may be C.
 */
final class StripedTiles {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private StripedTiles() {}

    /** Rows of the tile of so many columns. */
    static int rows(int columns) {
        return Partials.COUNT / columns;
    }

    /** Computes a tile of 1 to 4 columns: C = base + A B. */
    static void run(
            int columns,
            int terms,
            float[] a,
            int aStart,
            int aStep,
            float[] b,
            int bStart,
            int bStep,
            float[] base,
            int baseStart,
            float[] c,
            int cStart) {
        switch (columns) {
            case 1 -> sixteenByOne(terms, a, aStart, aStep, b, bStart, base, baseStart, c, cStart);
            case 2 -> eightByTwo(terms, a, aStart, aStep, b, bStart, bStep, base, baseStart, c, cStart);
            case 3 ->
                StripedBroadTiles.fiveByThree(terms, a, aStart, aStep, b, bStart, bStep, base, baseStart, c, cStart);
            default ->
                StripedBroadTiles.fourByFour(terms, a, aStart, aStep, b, bStart, bStep, base, baseStart, c, cStart);
        }
    }

    /** 8 rows by 2 columns. */
    private static void eightByTwo(
            int terms,
            float[] a,
            int aStart,
            int aStep,
            float[] b,
            int bStart,
            int bStep,
            float[] base,
            int baseStart,
            float[] c,
            int cStart) {
        int row1 = aStart + aStep;
        int row2 = row1 + aStep;
        int row3 = row2 + aStep;
        int row4 = row3 + aStep;
        int row5 = row4 + aStep;
        int row6 = row5 + aStep;
        int row7 = row6 + aStep;
        int column1 = bStart + bStep;
        FloatVector c00 = FloatVector.zero(SPECIES);
        FloatVector c01 = c00;
        FloatVector c10 = c00;
        FloatVector c11 = c00;
        FloatVector c20 = c00;
        FloatVector c21 = c00;
        FloatVector c30 = c00;
        FloatVector c31 = c00;
        FloatVector c40 = c00;
        FloatVector c41 = c00;
        FloatVector c50 = c00;
        FloatVector c51 = c00;
        FloatVector c60 = c00;
        FloatVector c61 = c00;
        FloatVector c70 = c00;
        FloatVector c71 = c00;
        int whole = terms - terms % LANES;
        for (int term = 0; term < whole; term += LANES) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bStart + term);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, column1 + term);
            FloatVector a0 = FloatVector.fromArray(SPECIES, a, aStart + term);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.fromArray(SPECIES, a, row1 + term);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.fromArray(SPECIES, a, row2 + term);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.fromArray(SPECIES, a, row3 + term);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            FloatVector a4 = FloatVector.fromArray(SPECIES, a, row4 + term);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            FloatVector a5 = FloatVector.fromArray(SPECIES, a, row5 + term);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            FloatVector a6 = FloatVector.fromArray(SPECIES, a, row6 + term);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            FloatVector a7 = FloatVector.fromArray(SPECIES, a, row7 + term);
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
        }
        if (whole < terms) {
            int term = terms - LANES;
            VectorMask<Float> rest = LANE.compare(GE, (float) (LANES - (terms - whole)));
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bStart + term);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, column1 + term);
            FloatVector a0 = FloatVector.fromArray(SPECIES, a, aStart + term);
            c00 = c00.blend(a0.fma(b0, c00), rest);
            c01 = c01.blend(a0.fma(b1, c01), rest);
            FloatVector a1 = FloatVector.fromArray(SPECIES, a, row1 + term);
            c10 = c10.blend(a1.fma(b0, c10), rest);
            c11 = c11.blend(a1.fma(b1, c11), rest);
            FloatVector a2 = FloatVector.fromArray(SPECIES, a, row2 + term);
            c20 = c20.blend(a2.fma(b0, c20), rest);
            c21 = c21.blend(a2.fma(b1, c21), rest);
            FloatVector a3 = FloatVector.fromArray(SPECIES, a, row3 + term);
            c30 = c30.blend(a3.fma(b0, c30), rest);
            c31 = c31.blend(a3.fma(b1, c31), rest);
            FloatVector a4 = FloatVector.fromArray(SPECIES, a, row4 + term);
            c40 = c40.blend(a4.fma(b0, c40), rest);
            c41 = c41.blend(a4.fma(b1, c41), rest);
            FloatVector a5 = FloatVector.fromArray(SPECIES, a, row5 + term);
            c50 = c50.blend(a5.fma(b0, c50), rest);
            c51 = c51.blend(a5.fma(b1, c51), rest);
            FloatVector a6 = FloatVector.fromArray(SPECIES, a, row6 + term);
            c60 = c60.blend(a6.fma(b0, c60), rest);
            c61 = c61.blend(a6.fma(b1, c61), rest);
            FloatVector a7 = FloatVector.fromArray(SPECIES, a, row7 + term);
            c70 = c70.blend(a7.fma(b0, c70), rest);
            c71 = c71.blend(a7.fma(b1, c71), rest);
        }
        FloatVector s80 = c00.blend(c40, UPPER_8).add(c40.blend(c00, UPPER_8).rearrange(BY_8));
        FloatVector s81 = c01.blend(c41, UPPER_8).add(c41.blend(c01, UPPER_8).rearrange(BY_8));
        FloatVector s82 = c10.blend(c50, UPPER_8).add(c50.blend(c10, UPPER_8).rearrange(BY_8));
        FloatVector s83 = c11.blend(c51, UPPER_8).add(c51.blend(c11, UPPER_8).rearrange(BY_8));
        FloatVector s84 = c20.blend(c60, UPPER_8).add(c60.blend(c20, UPPER_8).rearrange(BY_8));
        FloatVector s85 = c21.blend(c61, UPPER_8).add(c61.blend(c21, UPPER_8).rearrange(BY_8));
        FloatVector s86 = c30.blend(c70, UPPER_8).add(c70.blend(c30, UPPER_8).rearrange(BY_8));
        FloatVector s87 = c31.blend(c71, UPPER_8).add(c71.blend(c31, UPPER_8).rearrange(BY_8));
        FloatVector s40 = s80.blend(s84, UPPER_4).add(s84.blend(s80, UPPER_4).rearrange(BY_4));
        FloatVector s41 = s81.blend(s85, UPPER_4).add(s85.blend(s81, UPPER_4).rearrange(BY_4));
        FloatVector s42 = s82.blend(s86, UPPER_4).add(s86.blend(s82, UPPER_4).rearrange(BY_4));
        FloatVector s43 = s83.blend(s87, UPPER_4).add(s87.blend(s83, UPPER_4).rearrange(BY_4));
        FloatVector s20 = s40.blend(s42, UPPER_2).add(s42.blend(s40, UPPER_2).rearrange(BY_2));
        FloatVector s21 = s41.blend(s43, UPPER_2).add(s43.blend(s41, UPPER_2).rearrange(BY_2));
        FloatVector sums = s20.blend(s21, UPPER_1).add(s21.blend(s20, UPPER_1).rearrange(BY_1));
        FloatVector.fromArray(SPECIES, base, baseStart).add(sums).intoArray(c, cStart);
    }

    /** 16 rows by 1 column. */
    static void sixteenByOne(
            int terms,
            float[] a,
            int aStart,
            int aStep,
            float[] b,
            int bStart,
            float[] base,
            int baseStart,
            float[] c,
            int cStart) {
        int row1 = aStart + aStep;
        int row2 = row1 + aStep;
        int row3 = row2 + aStep;
        int row4 = row3 + aStep;
        int row5 = row4 + aStep;
        int row6 = row5 + aStep;
        int row7 = row6 + aStep;
        int row8 = row7 + aStep;
        int row9 = row8 + aStep;
        int row10 = row9 + aStep;
        int row11 = row10 + aStep;
        int row12 = row11 + aStep;
        int row13 = row12 + aStep;
        int row14 = row13 + aStep;
        int row15 = row14 + aStep;
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector c1 = c0;
        FloatVector c2 = c0;
        FloatVector c3 = c0;
        FloatVector c4 = c0;
        FloatVector c5 = c0;
        FloatVector c6 = c0;
        FloatVector c7 = c0;
        FloatVector c8 = c0;
        FloatVector c9 = c0;
        FloatVector c10 = c0;
        FloatVector c11 = c0;
        FloatVector c12 = c0;
        FloatVector c13 = c0;
        FloatVector c14 = c0;
        FloatVector c15 = c0;
        int whole = terms - terms % LANES;
        for (int term = 0; term < whole; term += LANES) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bStart + term);
            c0 = FloatVector.fromArray(SPECIES, a, aStart + term).fma(b0, c0);
            c1 = FloatVector.fromArray(SPECIES, a, row1 + term).fma(b0, c1);
            c2 = FloatVector.fromArray(SPECIES, a, row2 + term).fma(b0, c2);
            c3 = FloatVector.fromArray(SPECIES, a, row3 + term).fma(b0, c3);
            c4 = FloatVector.fromArray(SPECIES, a, row4 + term).fma(b0, c4);
            c5 = FloatVector.fromArray(SPECIES, a, row5 + term).fma(b0, c5);
            c6 = FloatVector.fromArray(SPECIES, a, row6 + term).fma(b0, c6);
            c7 = FloatVector.fromArray(SPECIES, a, row7 + term).fma(b0, c7);
            c8 = FloatVector.fromArray(SPECIES, a, row8 + term).fma(b0, c8);
            c9 = FloatVector.fromArray(SPECIES, a, row9 + term).fma(b0, c9);
            c10 = FloatVector.fromArray(SPECIES, a, row10 + term).fma(b0, c10);
            c11 = FloatVector.fromArray(SPECIES, a, row11 + term).fma(b0, c11);
            c12 = FloatVector.fromArray(SPECIES, a, row12 + term).fma(b0, c12);
            c13 = FloatVector.fromArray(SPECIES, a, row13 + term).fma(b0, c13);
            c14 = FloatVector.fromArray(SPECIES, a, row14 + term).fma(b0, c14);
            c15 = FloatVector.fromArray(SPECIES, a, row15 + term).fma(b0, c15);
        }
        if (whole < terms) {
            int term = terms - LANES;
            VectorMask<Float> rest = LANE.compare(GE, (float) (LANES - (terms - whole)));
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bStart + term);
            c0 = c0.blend(FloatVector.fromArray(SPECIES, a, aStart + term).fma(b0, c0), rest);
            c1 = c1.blend(FloatVector.fromArray(SPECIES, a, row1 + term).fma(b0, c1), rest);
            c2 = c2.blend(FloatVector.fromArray(SPECIES, a, row2 + term).fma(b0, c2), rest);
            c3 = c3.blend(FloatVector.fromArray(SPECIES, a, row3 + term).fma(b0, c3), rest);
            c4 = c4.blend(FloatVector.fromArray(SPECIES, a, row4 + term).fma(b0, c4), rest);
            c5 = c5.blend(FloatVector.fromArray(SPECIES, a, row5 + term).fma(b0, c5), rest);
            c6 = c6.blend(FloatVector.fromArray(SPECIES, a, row6 + term).fma(b0, c6), rest);
            c7 = c7.blend(FloatVector.fromArray(SPECIES, a, row7 + term).fma(b0, c7), rest);
            c8 = c8.blend(FloatVector.fromArray(SPECIES, a, row8 + term).fma(b0, c8), rest);
            c9 = c9.blend(FloatVector.fromArray(SPECIES, a, row9 + term).fma(b0, c9), rest);
            c10 = c10.blend(FloatVector.fromArray(SPECIES, a, row10 + term).fma(b0, c10), rest);
            c11 = c11.blend(FloatVector.fromArray(SPECIES, a, row11 + term).fma(b0, c11), rest);
            c12 = c12.blend(FloatVector.fromArray(SPECIES, a, row12 + term).fma(b0, c12), rest);
            c13 = c13.blend(FloatVector.fromArray(SPECIES, a, row13 + term).fma(b0, c13), rest);
            c14 = c14.blend(FloatVector.fromArray(SPECIES, a, row14 + term).fma(b0, c14), rest);
            c15 = c15.blend(FloatVector.fromArray(SPECIES, a, row15 + term).fma(b0, c15), rest);
        }
        FloatVector s80 = c0.blend(c8, UPPER_8).add(c8.blend(c0, UPPER_8).rearrange(BY_8));
        FloatVector s81 = c1.blend(c9, UPPER_8).add(c9.blend(c1, UPPER_8).rearrange(BY_8));
        FloatVector s82 = c2.blend(c10, UPPER_8).add(c10.blend(c2, UPPER_8).rearrange(BY_8));
        FloatVector s83 = c3.blend(c11, UPPER_8).add(c11.blend(c3, UPPER_8).rearrange(BY_8));
        FloatVector s84 = c4.blend(c12, UPPER_8).add(c12.blend(c4, UPPER_8).rearrange(BY_8));
        FloatVector s85 = c5.blend(c13, UPPER_8).add(c13.blend(c5, UPPER_8).rearrange(BY_8));
        FloatVector s86 = c6.blend(c14, UPPER_8).add(c14.blend(c6, UPPER_8).rearrange(BY_8));
        FloatVector s87 = c7.blend(c15, UPPER_8).add(c15.blend(c7, UPPER_8).rearrange(BY_8));
        FloatVector s40 = s80.blend(s84, UPPER_4).add(s84.blend(s80, UPPER_4).rearrange(BY_4));
        FloatVector s41 = s81.blend(s85, UPPER_4).add(s85.blend(s81, UPPER_4).rearrange(BY_4));
        FloatVector s42 = s82.blend(s86, UPPER_4).add(s86.blend(s82, UPPER_4).rearrange(BY_4));
        FloatVector s43 = s83.blend(s87, UPPER_4).add(s87.blend(s83, UPPER_4).rearrange(BY_4));
        FloatVector s20 = s40.blend(s42, UPPER_2).add(s42.blend(s40, UPPER_2).rearrange(BY_2));
        FloatVector s21 = s41.blend(s43, UPPER_2).add(s43.blend(s41, UPPER_2).rearrange(BY_2));
        FloatVector sums = s20.blend(s21, UPPER_1).add(s21.blend(s20, UPPER_1).rearrange(BY_1));
        FloatVector.fromArray(SPECIES, base, baseStart).add(sums).intoArray(c, cStart);
    }
}
