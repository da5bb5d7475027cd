package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The innermost loop of {@link BroadcastMatmul}: 6 columns of C by two registers, for machines with 16 vector registers. */
final class BroadcastTile6x2 {
    static final int COLUMNS = 6;

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;
    private static final int ROWS = 2 * LANES;

    private BroadcastTile6x2() {}

    /**
     * C = base + A B over some terms, column by column; base may be C.
     *
     * @param a panel: for each term, two registers of values, from {@code aStart}
     * @param columns from {@code column} on, where each column of B lies from {@code bStart}
     * @param offsets from {@code first} on, how far from there each term lies
     * @param baseStep distance between columns of base, 0 to add one column to all
     */
    static void run(
            int terms,
            float[] a,
            int aStart,
            float[] b,
            int bStart,
            int[] columns,
            int column,
            int[] offsets,
            int first,
            float[] base,
            int baseStart,
            int baseStep,
            float[] c,
            int cStart,
            int cStep) {
        FloatVector c0a = FloatVector.zero(SPECIES);
        FloatVector c0b = c0a;
        FloatVector c1a = c0a;
        FloatVector c1b = c0a;
        FloatVector c2a = c0a;
        FloatVector c2b = c0a;
        FloatVector c3a = c0a;
        FloatVector c3b = c0a;
        FloatVector c4a = c0a;
        FloatVector c4b = c0a;
        FloatVector c5a = c0a;
        FloatVector c5b = c0a;
        int column0 = bStart + columns[column];
        int column1 = bStart + columns[column + 1];
        int column2 = bStart + columns[column + 2];
        int column3 = bStart + columns[column + 3];
        int column4 = bStart + columns[column + 4];
        int column5 = bStart + columns[column + 5];
        int limit = Math.min(terms, GatheredMatmul.BLOCK); // a bound that spares the loop its safepoints
        for (int term = 0; term < limit; term++) {
            int offset = offsets[first + term];
            FloatVector a0 = FloatVector.fromArray(SPECIES, a, aStart + term * ROWS);
            FloatVector a1 = FloatVector.fromArray(SPECIES, a, aStart + term * ROWS + LANES);
            FloatVector b0 = FloatVector.broadcast(SPECIES, b[column0 + offset]);
            c0a = b0.fma(a0, c0a);
            c0b = b0.fma(a1, c0b);
            FloatVector b1 = FloatVector.broadcast(SPECIES, b[column1 + offset]);
            c1a = b1.fma(a0, c1a);
            c1b = b1.fma(a1, c1b);
            FloatVector b2 = FloatVector.broadcast(SPECIES, b[column2 + offset]);
            c2a = b2.fma(a0, c2a);
            c2b = b2.fma(a1, c2b);
            FloatVector b3 = FloatVector.broadcast(SPECIES, b[column3 + offset]);
            c3a = b3.fma(a0, c3a);
            c3b = b3.fma(a1, c3b);
            FloatVector b4 = FloatVector.broadcast(SPECIES, b[column4 + offset]);
            c4a = b4.fma(a0, c4a);
            c4b = b4.fma(a1, c4b);
            FloatVector b5 = FloatVector.broadcast(SPECIES, b[column5 + offset]);
            c5a = b5.fma(a0, c5a);
            c5b = b5.fma(a1, c5b);
        }
        FloatVector.fromArray(SPECIES, base, baseStart).add(c0a).intoArray(c, cStart);
        FloatVector.fromArray(SPECIES, base, baseStart + LANES).add(c0b).intoArray(c, cStart + LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + baseStep).add(c1a).intoArray(c, cStart + cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + baseStep + LANES)
                .add(c1b)
                .intoArray(c, cStart + cStep + LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + 2 * baseStep).add(c2a).intoArray(c, cStart + 2 * cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 2 * baseStep + LANES)
                .add(c2b)
                .intoArray(c, cStart + 2 * cStep + LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + 3 * baseStep).add(c3a).intoArray(c, cStart + 3 * cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 3 * baseStep + LANES)
                .add(c3b)
                .intoArray(c, cStart + 3 * cStep + LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + 4 * baseStep).add(c4a).intoArray(c, cStart + 4 * cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 4 * baseStep + LANES)
                .add(c4b)
                .intoArray(c, cStart + 4 * cStep + LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + 5 * baseStep).add(c5a).intoArray(c, cStart + 5 * cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 5 * baseStep + LANES)
                .add(c5b)
                .intoArray(c, cStart + 5 * cStep + LANES);
    }
}
