package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The innermost loop of {@link BroadcastMatmul}: 14 columns of C by two registers.
 *
 * <p>Sized for machines with 32 vector registers: 28 sums, 2 of A, 1 of B. It works since the compiler moves no load before the
 * check of another one's bounds, so that it cannot load all of B's values first. */
final class BroadcastTile14x2 {
    static final int COLUMNS = 14;

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;
    private static final int ROWS = 2 * LANES;

    private BroadcastTile14x2() {}

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
        FloatVector c6a = c0a;
        FloatVector c6b = c0a;
        FloatVector c7a = c0a;
        FloatVector c7b = c0a;
        FloatVector c8a = c0a;
        FloatVector c8b = c0a;
        FloatVector c9a = c0a;
        FloatVector c9b = c0a;
        FloatVector c10a = c0a;
        FloatVector c10b = c0a;
        FloatVector c11a = c0a;
        FloatVector c11b = c0a;
        FloatVector c12a = c0a;
        FloatVector c12b = c0a;
        FloatVector c13a = c0a;
        FloatVector c13b = c0a;
        int column0 = bStart + columns[column];
        int column1 = bStart + columns[column + 1];
        int column2 = bStart + columns[column + 2];
        int column3 = bStart + columns[column + 3];
        int column4 = bStart + columns[column + 4];
        int column5 = bStart + columns[column + 5];
        int column6 = bStart + columns[column + 6];
        int column7 = bStart + columns[column + 7];
        int column8 = bStart + columns[column + 8];
        int column9 = bStart + columns[column + 9];
        int column10 = bStart + columns[column + 10];
        int column11 = bStart + columns[column + 11];
        int column12 = bStart + columns[column + 12];
        int column13 = bStart + columns[column + 13];
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
            FloatVector b6 = FloatVector.broadcast(SPECIES, b[column6 + offset]);
            c6a = b6.fma(a0, c6a);
            c6b = b6.fma(a1, c6b);
            FloatVector b7 = FloatVector.broadcast(SPECIES, b[column7 + offset]);
            c7a = b7.fma(a0, c7a);
            c7b = b7.fma(a1, c7b);
            FloatVector b8 = FloatVector.broadcast(SPECIES, b[column8 + offset]);
            c8a = b8.fma(a0, c8a);
            c8b = b8.fma(a1, c8b);
            FloatVector b9 = FloatVector.broadcast(SPECIES, b[column9 + offset]);
            c9a = b9.fma(a0, c9a);
            c9b = b9.fma(a1, c9b);
            FloatVector b10 = FloatVector.broadcast(SPECIES, b[column10 + offset]);
            c10a = b10.fma(a0, c10a);
            c10b = b10.fma(a1, c10b);
            FloatVector b11 = FloatVector.broadcast(SPECIES, b[column11 + offset]);
            c11a = b11.fma(a0, c11a);
            c11b = b11.fma(a1, c11b);
            FloatVector b12 = FloatVector.broadcast(SPECIES, b[column12 + offset]);
            c12a = b12.fma(a0, c12a);
            c12b = b12.fma(a1, c12b);
            FloatVector b13 = FloatVector.broadcast(SPECIES, b[column13 + offset]);
            c13a = b13.fma(a0, c13a);
            c13b = b13.fma(a1, c13b);
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
        FloatVector.fromArray(SPECIES, base, baseStart + 6 * baseStep).add(c6a).intoArray(c, cStart + 6 * cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 6 * baseStep + LANES)
                .add(c6b)
                .intoArray(c, cStart + 6 * cStep + LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + 7 * baseStep).add(c7a).intoArray(c, cStart + 7 * cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 7 * baseStep + LANES)
                .add(c7b)
                .intoArray(c, cStart + 7 * cStep + LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + 8 * baseStep).add(c8a).intoArray(c, cStart + 8 * cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 8 * baseStep + LANES)
                .add(c8b)
                .intoArray(c, cStart + 8 * cStep + LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + 9 * baseStep).add(c9a).intoArray(c, cStart + 9 * cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 9 * baseStep + LANES)
                .add(c9b)
                .intoArray(c, cStart + 9 * cStep + LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + 10 * baseStep)
                .add(c10a)
                .intoArray(c, cStart + 10 * cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 10 * baseStep + LANES)
                .add(c10b)
                .intoArray(c, cStart + 10 * cStep + LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + 11 * baseStep)
                .add(c11a)
                .intoArray(c, cStart + 11 * cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 11 * baseStep + LANES)
                .add(c11b)
                .intoArray(c, cStart + 11 * cStep + LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + 12 * baseStep)
                .add(c12a)
                .intoArray(c, cStart + 12 * cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 12 * baseStep + LANES)
                .add(c12b)
                .intoArray(c, cStart + 12 * cStep + LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + 13 * baseStep)
                .add(c13a)
                .intoArray(c, cStart + 13 * cStep);
        FloatVector.fromArray(SPECIES, base, baseStart + 13 * baseStep + LANES)
                .add(c13b)
                .intoArray(c, cStart + 13 * cStep + LANES);
    }
}
