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

/** {@link StripedTiles} of more columns. */
final class StripedBroadTiles {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;
    private static final VectorMask<Float> FIFTEEN = VectorMask.fromLong(SPECIES, (1 << 15) - 1);

    private StripedBroadTiles() {}

    /** 4 rows by 4 columns. */
    static void fourByFour(
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
        int column1 = bStart + bStep;
        int column2 = column1 + bStep;
        int column3 = column2 + bStep;
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
        int whole = terms - terms % LANES;
        for (int term = 0; term < whole; term += LANES) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bStart + term);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, column1 + term);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, column2 + term);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, column3 + term);
            FloatVector a0 = FloatVector.fromArray(SPECIES, a, aStart + term);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            c03 = a0.fma(b3, c03);
            FloatVector a1 = FloatVector.fromArray(SPECIES, a, row1 + term);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            c13 = a1.fma(b3, c13);
            FloatVector a2 = FloatVector.fromArray(SPECIES, a, row2 + term);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            c23 = a2.fma(b3, c23);
            FloatVector a3 = FloatVector.fromArray(SPECIES, a, row3 + term);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            c33 = a3.fma(b3, c33);
        }
        if (whole < terms) {
            int term = terms - LANES;
            VectorMask<Float> rest = LANE.compare(GE, (float) (LANES - (terms - whole)));
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bStart + term);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, column1 + term);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, column2 + term);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, column3 + term);
            FloatVector a0 = FloatVector.fromArray(SPECIES, a, aStart + term);
            c00 = c00.blend(a0.fma(b0, c00), rest);
            c01 = c01.blend(a0.fma(b1, c01), rest);
            c02 = c02.blend(a0.fma(b2, c02), rest);
            c03 = c03.blend(a0.fma(b3, c03), rest);
            FloatVector a1 = FloatVector.fromArray(SPECIES, a, row1 + term);
            c10 = c10.blend(a1.fma(b0, c10), rest);
            c11 = c11.blend(a1.fma(b1, c11), rest);
            c12 = c12.blend(a1.fma(b2, c12), rest);
            c13 = c13.blend(a1.fma(b3, c13), rest);
            FloatVector a2 = FloatVector.fromArray(SPECIES, a, row2 + term);
            c20 = c20.blend(a2.fma(b0, c20), rest);
            c21 = c21.blend(a2.fma(b1, c21), rest);
            c22 = c22.blend(a2.fma(b2, c22), rest);
            c23 = c23.blend(a2.fma(b3, c23), rest);
            FloatVector a3 = FloatVector.fromArray(SPECIES, a, row3 + term);
            c30 = c30.blend(a3.fma(b0, c30), rest);
            c31 = c31.blend(a3.fma(b1, c31), rest);
            c32 = c32.blend(a3.fma(b2, c32), rest);
            c33 = c33.blend(a3.fma(b3, c33), rest);
        }
        FloatVector s80 = c00.blend(c20, UPPER_8).add(c20.blend(c00, UPPER_8).rearrange(BY_8));
        FloatVector s81 = c01.blend(c21, UPPER_8).add(c21.blend(c01, UPPER_8).rearrange(BY_8));
        FloatVector s82 = c02.blend(c22, UPPER_8).add(c22.blend(c02, UPPER_8).rearrange(BY_8));
        FloatVector s83 = c03.blend(c23, UPPER_8).add(c23.blend(c03, UPPER_8).rearrange(BY_8));
        FloatVector s84 = c10.blend(c30, UPPER_8).add(c30.blend(c10, UPPER_8).rearrange(BY_8));
        FloatVector s85 = c11.blend(c31, UPPER_8).add(c31.blend(c11, UPPER_8).rearrange(BY_8));
        FloatVector s86 = c12.blend(c32, UPPER_8).add(c32.blend(c12, UPPER_8).rearrange(BY_8));
        FloatVector s87 = c13.blend(c33, UPPER_8).add(c33.blend(c13, UPPER_8).rearrange(BY_8));
        FloatVector s40 = s80.blend(s84, UPPER_4).add(s84.blend(s80, UPPER_4).rearrange(BY_4));
        FloatVector s41 = s81.blend(s85, UPPER_4).add(s85.blend(s81, UPPER_4).rearrange(BY_4));
        FloatVector s42 = s82.blend(s86, UPPER_4).add(s86.blend(s82, UPPER_4).rearrange(BY_4));
        FloatVector s43 = s83.blend(s87, UPPER_4).add(s87.blend(s83, UPPER_4).rearrange(BY_4));
        FloatVector s20 = s40.blend(s42, UPPER_2).add(s42.blend(s40, UPPER_2).rearrange(BY_2));
        FloatVector s21 = s41.blend(s43, UPPER_2).add(s43.blend(s41, UPPER_2).rearrange(BY_2));
        FloatVector sums = s20.blend(s21, UPPER_1).add(s21.blend(s20, UPPER_1).rearrange(BY_1));
        FloatVector.fromArray(SPECIES, base, baseStart).add(sums).intoArray(c, cStart);
    }

    /** 5 rows by 3 columns, which leaves one lane over. */
    static void fiveByThree(
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
        int column1 = bStart + bStep;
        int column2 = column1 + bStep;
        FloatVector c00 = FloatVector.zero(SPECIES);
        FloatVector c01 = c00;
        FloatVector c02 = c00;
        FloatVector c10 = c00;
        FloatVector c11 = c00;
        FloatVector c12 = c00;
        FloatVector c20 = c00;
        FloatVector c21 = c00;
        FloatVector c22 = c00;
        FloatVector c30 = c00;
        FloatVector c31 = c00;
        FloatVector c32 = c00;
        FloatVector c40 = c00;
        FloatVector c41 = c00;
        FloatVector c42 = c00;
        int whole = terms - terms % LANES;
        for (int term = 0; term < whole; term += LANES) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bStart + term);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, column1 + term);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, column2 + term);
            FloatVector a0 = FloatVector.fromArray(SPECIES, a, aStart + term);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            FloatVector a1 = FloatVector.fromArray(SPECIES, a, row1 + term);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            FloatVector a2 = FloatVector.fromArray(SPECIES, a, row2 + term);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            FloatVector a3 = FloatVector.fromArray(SPECIES, a, row3 + term);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            FloatVector a4 = FloatVector.fromArray(SPECIES, a, row4 + term);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            c42 = a4.fma(b2, c42);
        }
        if (whole < terms) {
            int term = terms - LANES;
            VectorMask<Float> rest = LANE.compare(GE, (float) (LANES - (terms - whole)));
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bStart + term);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, column1 + term);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, column2 + term);
            FloatVector a0 = FloatVector.fromArray(SPECIES, a, aStart + term);
            c00 = c00.blend(a0.fma(b0, c00), rest);
            c01 = c01.blend(a0.fma(b1, c01), rest);
            c02 = c02.blend(a0.fma(b2, c02), rest);
            FloatVector a1 = FloatVector.fromArray(SPECIES, a, row1 + term);
            c10 = c10.blend(a1.fma(b0, c10), rest);
            c11 = c11.blend(a1.fma(b1, c11), rest);
            c12 = c12.blend(a1.fma(b2, c12), rest);
            FloatVector a2 = FloatVector.fromArray(SPECIES, a, row2 + term);
            c20 = c20.blend(a2.fma(b0, c20), rest);
            c21 = c21.blend(a2.fma(b1, c21), rest);
            c22 = c22.blend(a2.fma(b2, c22), rest);
            FloatVector a3 = FloatVector.fromArray(SPECIES, a, row3 + term);
            c30 = c30.blend(a3.fma(b0, c30), rest);
            c31 = c31.blend(a3.fma(b1, c31), rest);
            c32 = c32.blend(a3.fma(b2, c32), rest);
            FloatVector a4 = FloatVector.fromArray(SPECIES, a, row4 + term);
            c40 = c40.blend(a4.fma(b0, c40), rest);
            c41 = c41.blend(a4.fma(b1, c41), rest);
            c42 = c42.blend(a4.fma(b2, c42), rest);
        }
        FloatVector s80 = c00.blend(c22, UPPER_8).add(c22.blend(c00, UPPER_8).rearrange(BY_8));
        FloatVector s81 = c01.blend(c30, UPPER_8).add(c30.blend(c01, UPPER_8).rearrange(BY_8));
        FloatVector s82 = c02.blend(c31, UPPER_8).add(c31.blend(c02, UPPER_8).rearrange(BY_8));
        FloatVector s83 = c10.blend(c32, UPPER_8).add(c32.blend(c10, UPPER_8).rearrange(BY_8));
        FloatVector s84 = c11.blend(c40, UPPER_8).add(c40.blend(c11, UPPER_8).rearrange(BY_8));
        FloatVector s85 = c12.blend(c41, UPPER_8).add(c41.blend(c12, UPPER_8).rearrange(BY_8));
        FloatVector s86 = c20.blend(c42, UPPER_8).add(c42.blend(c20, UPPER_8).rearrange(BY_8));
        FloatVector s87 = c21.blend(c42, UPPER_8).add(c42.blend(c21, UPPER_8).rearrange(BY_8));
        FloatVector s40 = s80.blend(s84, UPPER_4).add(s84.blend(s80, UPPER_4).rearrange(BY_4));
        FloatVector s41 = s81.blend(s85, UPPER_4).add(s85.blend(s81, UPPER_4).rearrange(BY_4));
        FloatVector s42 = s82.blend(s86, UPPER_4).add(s86.blend(s82, UPPER_4).rearrange(BY_4));
        FloatVector s43 = s83.blend(s87, UPPER_4).add(s87.blend(s83, UPPER_4).rearrange(BY_4));
        FloatVector s20 = s40.blend(s42, UPPER_2).add(s42.blend(s40, UPPER_2).rearrange(BY_2));
        FloatVector s21 = s41.blend(s43, UPPER_2).add(s43.blend(s41, UPPER_2).rearrange(BY_2));
        FloatVector sums = s20.blend(s21, UPPER_1).add(s21.blend(s20, UPPER_1).rearrange(BY_1));
        FloatVector.fromArray(SPECIES, base, baseStart, FIFTEEN).add(sums).intoArray(c, cStart, FIFTEEN);
    }
}
