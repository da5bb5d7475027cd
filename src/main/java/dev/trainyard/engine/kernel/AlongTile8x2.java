package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Tile8x2} with A where it lies, not in a panel, the rows of a term side by side: one address finds all of them.
 * It is to {@link ColumnTiles} what {@link AcrossTile8x2} is to {@link RowTiles}.
 */
final class AlongTile8x2 {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;
    private static final int COLUMNS = 2 * LANES;

    private AlongTile8x2() {}

    /**
     * C = base + A B over some terms; base may be C.
     *
     * @param a value (row, term) is at {@code aStart + term * aStep + row}
     * @param b panel: for each term, two registers of values, from {@code bStart}
     * @param baseStep distance between rows of base, 0 to add one row to all
     */
    static void run(
            int terms,
            float[] a,
            int aStart,
            int aStep,
            float[] b,
            int bStart,
            float[] base,
            int baseStart,
            int baseStep,
            float[] c,
            int cStart,
            int cStep) {
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
        for (int term = 0; term < terms; term++) {
            int at = aStart + term * aStep;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bStart + term * COLUMNS);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bStart + term * COLUMNS + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[at + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[at + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[at + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[at + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[at + 5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            FloatVector a6 = FloatVector.broadcast(SPECIES, a[at + 6]);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            FloatVector a7 = FloatVector.broadcast(SPECIES, a[at + 7]);
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
        }
        FloatVector.fromArray(SPECIES, base, baseStart).add(c00).intoArray(c, cStart);
        FloatVector.fromArray(SPECIES, base, baseStart + LANES).add(c01).intoArray(c, cStart + LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + baseStep).add(c10).intoArray(c, cStart + cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + baseStep + LANES)
                .add(c11)
                .intoArray(c, cStart + cStep + LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + 2 * baseStep).add(c20).intoArray(c, cStart + 2 * cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 2 * baseStep + LANES)
                .add(c21)
                .intoArray(c, cStart + 2 * cStep + LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + 3 * baseStep).add(c30).intoArray(c, cStart + 3 * cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 3 * baseStep + LANES)
                .add(c31)
                .intoArray(c, cStart + 3 * cStep + LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + 4 * baseStep).add(c40).intoArray(c, cStart + 4 * cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 4 * baseStep + LANES)
                .add(c41)
                .intoArray(c, cStart + 4 * cStep + LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + 5 * baseStep).add(c50).intoArray(c, cStart + 5 * cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 5 * baseStep + LANES)
                .add(c51)
                .intoArray(c, cStart + 5 * cStep + LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + 6 * baseStep).add(c60).intoArray(c, cStart + 6 * cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 6 * baseStep + LANES)
                .add(c61)
                .intoArray(c, cStart + 6 * cStep + LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + 7 * baseStep).add(c70).intoArray(c, cStart + 7 * cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 7 * baseStep + LANES)
                .add(c71)
                .intoArray(c, cStart + 7 * cStep + LANES);
    }
}
