package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The innermost loop of {@link PackedGatheredMatmul} where C has one row: eight registers of it, side by side. */
final class GatheredRow {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;
    static final int COLUMNS = 8 * LANES;

    private GatheredRow() {}

    /**
     * C = base + A B over some terms; base may be C.
     *
     * @param a a value for each term, {@code aStep} from one another
     * @param offsets from {@code first} on, how far from {@code bStart} the first register of each term lies
     * @param baseApart distance between registers of base, 0 to add one to all
     */
    static void run(
            int terms,
            float[] a,
            int aStart,
            int aStep,
            float[] b,
            int bStart,
            int[] offsets,
            int first,
            float[] base,
            int baseStart,
            int baseApart,
            float[] c,
            int cStart) {
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector c1 = c0;
        FloatVector c2 = c0;
        FloatVector c3 = c0;
        FloatVector c4 = c0;
        FloatVector c5 = c0;
        FloatVector c6 = c0;
        FloatVector c7 = c0;
        int limit = Math.min(terms, GatheredMatmul.BLOCK); // a bound that spares the loop its safepoints
        for (int term = 0; term < limit; term++) {
            int at = bStart + offsets[first + term];
            FloatVector value = FloatVector.broadcast(SPECIES, a[aStart + term * aStep]);
            c0 = value.fma(FloatVector.fromArray(SPECIES, b, at), c0);
            c1 = value.fma(FloatVector.fromArray(SPECIES, b, at + LANES), c1);
            c2 = value.fma(FloatVector.fromArray(SPECIES, b, at + 2 * LANES), c2);
            c3 = value.fma(FloatVector.fromArray(SPECIES, b, at + 3 * LANES), c3);
            c4 = value.fma(FloatVector.fromArray(SPECIES, b, at + 4 * LANES), c4);
            c5 = value.fma(FloatVector.fromArray(SPECIES, b, at + 5 * LANES), c5);
            c6 = value.fma(FloatVector.fromArray(SPECIES, b, at + 6 * LANES), c6);
            c7 = value.fma(FloatVector.fromArray(SPECIES, b, at + 7 * LANES), c7);
        }
        FloatVector.fromArray(SPECIES, base, baseStart).add(c0).intoArray(c, cStart);
        FloatVector.fromArray(SPECIES, base, baseStart + baseApart).add(c1).intoArray(c, cStart + LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + 2 * baseApart).add(c2).intoArray(c, cStart + 2 * LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + 3 * baseApart).add(c3).intoArray(c, cStart + 3 * LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + 4 * baseApart).add(c4).intoArray(c, cStart + 4 * LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + 5 * baseApart).add(c5).intoArray(c, cStart + 5 * LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + 6 * baseApart).add(c6).intoArray(c, cStart + 6 * LANES);
        FloatVector.fromArray(SPECIES, base, baseStart + 7 * baseApart).add(c7).intoArray(c, cStart + 7 * LANES);
    }
}
