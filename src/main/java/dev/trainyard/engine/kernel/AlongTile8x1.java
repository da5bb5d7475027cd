package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link AlongTile8x2} with the first register of the panel of B alone, for the last columns of C. */
final class AlongTile8x1 {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int COLUMNS = 2 * Lanes.COUNT;

    private AlongTile8x1() {}

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
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector c1 = c0;
        FloatVector c2 = c0;
        FloatVector c3 = c0;
        FloatVector c4 = c0;
        FloatVector c5 = c0;
        FloatVector c6 = c0;
        FloatVector c7 = c0;
        for (int term = 0; term < terms; term++) {
            int at = aStart + term * aStep;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bStart + term * COLUMNS);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
            c0 = a0.fma(b0, c0);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[at + 1]);
            c1 = a1.fma(b0, c1);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[at + 2]);
            c2 = a2.fma(b0, c2);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[at + 3]);
            c3 = a3.fma(b0, c3);
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[at + 4]);
            c4 = a4.fma(b0, c4);
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[at + 5]);
            c5 = a5.fma(b0, c5);
            FloatVector a6 = FloatVector.broadcast(SPECIES, a[at + 6]);
            c6 = a6.fma(b0, c6);
            FloatVector a7 = FloatVector.broadcast(SPECIES, a[at + 7]);
            c7 = a7.fma(b0, c7);
        }
        FloatVector.fromArray(SPECIES, base, baseStart).add(c0).intoArray(c, cStart);
        FloatVector.fromArray(SPECIES, base, baseStart + baseStep).add(c1).intoArray(c, cStart + cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 2 * baseStep).add(c2).intoArray(c, cStart + 2 * cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 3 * baseStep).add(c3).intoArray(c, cStart + 3 * cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 4 * baseStep).add(c4).intoArray(c, cStart + 4 * cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 5 * baseStep).add(c5).intoArray(c, cStart + 5 * cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 6 * baseStep).add(c6).intoArray(c, cStart + 6 * cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 7 * baseStep).add(c7).intoArray(c, cStart + 7 * cStep);
    }
}
