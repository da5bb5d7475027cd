package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The innermost loop of {@link PackedGatheredMatmul}: 6 rows by two registers of C, for few registers; why there are
 * fences see {@link Tile6x2}. */
final class GatheredTile6x2 {
    static final int ROWS = 6;

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;
    private static final float[] FENCE = new float[32];
    private static final int FENCE_AT = 16;

    private GatheredTile6x2() {}

    /**
     * C = base + A B over some terms; base may be C.
     *
     * @param a panel: for each term, 6 values, from {@code aStart}
     * @param offsets from {@code first} on, how far from {@code bStart} the first register of each term lies
     * @param apart distance from there to the second register
     * @param baseStep distance between rows of base, 0 to add one row to all
     */
    static void run(
            int terms,
            float[] a,
            int aStart,
            float[] b,
            int bStart,
            int apart,
            int[] offsets,
            int first,
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
        int limit = Math.min(terms, GatheredMatmul.BLOCK); // a bound that spares the loop its safepoints
        for (int term = 0; term < limit; term++) {
            int at = bStart + offsets[first + term];
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, at);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, at + apart);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aStart + term * ROWS]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[aStart + term * ROWS + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FENCE[FENCE_AT] = 0f;
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[aStart + term * ROWS + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[aStart + term * ROWS + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            FENCE[FENCE_AT] = 0f;
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[aStart + term * ROWS + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            FENCE[FENCE_AT] = 0f;
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[aStart + term * ROWS + 5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
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
    }
}
