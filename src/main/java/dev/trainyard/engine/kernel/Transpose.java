package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes a square of lanes by lanes floats in registers: at distance d, rows i and i + d exchange the parts of d
 * elements that are on the wrong side, for d from half the lanes down to 1 (Eklundh 1972).
 */
final class Transpose {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;
    static final VectorShuffle<Float> BY_8 = exchanged(8);
    static final VectorShuffle<Float> BY_4 = exchanged(4);
    static final VectorShuffle<Float> BY_2 = exchanged(2);
    static final VectorShuffle<Float> BY_1 = exchanged(1);
    /** The lanes with even numbers, then those with odd ones. */
    private static final VectorShuffle<Float> HALVES =
            VectorShuffle.fromOp(SPECIES, lane -> lane * 2 % LANES + lane * 2 / LANES);

    static final VectorMask<Float> UPPER_8 = upper(8);
    static final VectorMask<Float> UPPER_4 = upper(4);
    static final VectorMask<Float> UPPER_2 = upper(2);
    static final VectorMask<Float> UPPER_1 = upper(1);

    private Transpose() {}

    /**
     * Writes column j of the square, for all j, at {@code to + j * width}.
     *
     * @param last the last row to read, counted from 0; later ones come out as copies of it
     * @param square room for a square, overwritten
     */
    static void square(float[] x, int from, int step, int last, float[] out, int to, int width, float[] square) {
        if (LANES == 4) {
            four(x, from, step, last, out, to, width);
        } else if (LANES == 8) {
            eight(x, from, step, last, out, to, width);
        } else {
            sixteen(x, from, step, last, out, to, width, square);
        }
    }

    private static void four(float[] x, int from, int step, int last, float[] out, int to, int width) {
        FloatVector r0 = FloatVector.fromArray(SPECIES, x, from);
        FloatVector r1 = FloatVector.fromArray(SPECIES, x, from + Math.min(last, 1) * step);
        FloatVector r2 = FloatVector.fromArray(SPECIES, x, from + Math.min(last, 2) * step);
        FloatVector r3 = FloatVector.fromArray(SPECIES, x, from + Math.min(last, 3) * step);
        FloatVector s0 = r0.blend(r2.rearrange(BY_2), UPPER_2);
        FloatVector s2 = r0.rearrange(BY_2).blend(r2, UPPER_2);
        FloatVector s1 = r1.blend(r3.rearrange(BY_2), UPPER_2);
        FloatVector s3 = r1.rearrange(BY_2).blend(r3, UPPER_2);
        s0.blend(s1.rearrange(BY_1), UPPER_1).intoArray(out, to);
        s0.rearrange(BY_1).blend(s1, UPPER_1).intoArray(out, to + 1 * width);
        s2.blend(s3.rearrange(BY_1), UPPER_1).intoArray(out, to + 2 * width);
        s2.rearrange(BY_1).blend(s3, UPPER_1).intoArray(out, to + 3 * width);
    }

    private static void eight(float[] x, int from, int step, int last, float[] out, int to, int width) {
        FloatVector r0 = FloatVector.fromArray(SPECIES, x, from);
        FloatVector r1 = FloatVector.fromArray(SPECIES, x, from + Math.min(last, 1) * step);
        FloatVector r2 = FloatVector.fromArray(SPECIES, x, from + Math.min(last, 2) * step);
        FloatVector r3 = FloatVector.fromArray(SPECIES, x, from + Math.min(last, 3) * step);
        FloatVector r4 = FloatVector.fromArray(SPECIES, x, from + Math.min(last, 4) * step);
        FloatVector r5 = FloatVector.fromArray(SPECIES, x, from + Math.min(last, 5) * step);
        FloatVector r6 = FloatVector.fromArray(SPECIES, x, from + Math.min(last, 6) * step);
        FloatVector r7 = FloatVector.fromArray(SPECIES, x, from + Math.min(last, 7) * step);
        FloatVector s0 = r0.blend(r4.rearrange(BY_4), UPPER_4);
        FloatVector s4 = r0.rearrange(BY_4).blend(r4, UPPER_4);
        FloatVector s1 = r1.blend(r5.rearrange(BY_4), UPPER_4);
        FloatVector s5 = r1.rearrange(BY_4).blend(r5, UPPER_4);
        FloatVector s2 = r2.blend(r6.rearrange(BY_4), UPPER_4);
        FloatVector s6 = r2.rearrange(BY_4).blend(r6, UPPER_4);
        FloatVector s3 = r3.blend(r7.rearrange(BY_4), UPPER_4);
        FloatVector s7 = r3.rearrange(BY_4).blend(r7, UPPER_4);
        FloatVector t0 = s0.blend(s2.rearrange(BY_2), UPPER_2);
        FloatVector t2 = s0.rearrange(BY_2).blend(s2, UPPER_2);
        FloatVector t1 = s1.blend(s3.rearrange(BY_2), UPPER_2);
        FloatVector t3 = s1.rearrange(BY_2).blend(s3, UPPER_2);
        FloatVector t4 = s4.blend(s6.rearrange(BY_2), UPPER_2);
        FloatVector t6 = s4.rearrange(BY_2).blend(s6, UPPER_2);
        FloatVector t5 = s5.blend(s7.rearrange(BY_2), UPPER_2);
        FloatVector t7 = s5.rearrange(BY_2).blend(s7, UPPER_2);
        t0.blend(t1.rearrange(BY_1), UPPER_1).intoArray(out, to);
        t0.rearrange(BY_1).blend(t1, UPPER_1).intoArray(out, to + 1 * width);
        t2.blend(t3.rearrange(BY_1), UPPER_1).intoArray(out, to + 2 * width);
        t2.rearrange(BY_1).blend(t3, UPPER_1).intoArray(out, to + 3 * width);
        t4.blend(t5.rearrange(BY_1), UPPER_1).intoArray(out, to + 4 * width);
        t4.rearrange(BY_1).blend(t5, UPPER_1).intoArray(out, to + 5 * width);
        t6.blend(t7.rearrange(BY_1), UPPER_1).intoArray(out, to + 6 * width);
        t6.rearrange(BY_1).blend(t7, UPPER_1).intoArray(out, to + 7 * width);
    }

    /** Distances 8 and 4 on rows four apart, through memory, then 2 and 1 on neighboring ones: few registers at a time. */
    private static void sixteen(
            float[] x, int from, int step, int last, float[] out, int to, int width, float[] square) {
        for (int row = 0; row < 4; row++) {
            FloatVector r0 = FloatVector.fromArray(SPECIES, x, from + Math.min(last, row) * step);
            FloatVector r1 = FloatVector.fromArray(SPECIES, x, from + Math.min(last, row + 4) * step);
            FloatVector r2 = FloatVector.fromArray(SPECIES, x, from + Math.min(last, row + 8) * step);
            FloatVector r3 = FloatVector.fromArray(SPECIES, x, from + Math.min(last, row + 12) * step);
            FloatVector s0 = r0.blend(r2.rearrange(BY_8), UPPER_8);
            FloatVector s2 = r0.rearrange(BY_8).blend(r2, UPPER_8);
            FloatVector s1 = r1.blend(r3.rearrange(BY_8), UPPER_8);
            FloatVector s3 = r1.rearrange(BY_8).blend(r3, UPPER_8);
            s0.blend(s1.rearrange(BY_4), UPPER_4).intoArray(square, row * LANES);
            s0.rearrange(BY_4).blend(s1, UPPER_4).intoArray(square, row * LANES + 1 * 4 * LANES);
            s2.blend(s3.rearrange(BY_4), UPPER_4).intoArray(square, row * LANES + 2 * 4 * LANES);
            s2.rearrange(BY_4).blend(s3, UPPER_4).intoArray(square, row * LANES + 3 * 4 * LANES);
        }
        for (int row = 0; row < 16; row += 4) {
            four(square, row * LANES, LANES, 3, out, to + row * width, width);
        }
    }

    /**
     * Writes 8 rows of sixteen columns as a panel: the 8 values of each column side by side, from {@code to} on. For
     * registers of sixteen lanes, which come out as two columns each.
     */
    static void panelOfEight(float[] x, int from, int step, float[] out, int to) {
        FloatVector r0 = FloatVector.fromArray(SPECIES, x, from);
        FloatVector r1 = FloatVector.fromArray(SPECIES, x, from + step);
        FloatVector r2 = FloatVector.fromArray(SPECIES, x, from + 2 * step);
        FloatVector r3 = FloatVector.fromArray(SPECIES, x, from + 3 * step);
        FloatVector r4 = FloatVector.fromArray(SPECIES, x, from + 4 * step);
        FloatVector r5 = FloatVector.fromArray(SPECIES, x, from + 5 * step);
        FloatVector r6 = FloatVector.fromArray(SPECIES, x, from + 6 * step);
        FloatVector r7 = FloatVector.fromArray(SPECIES, x, from + 7 * step);
        FloatVector s0 = r0.blend(r4.rearrange(BY_8), UPPER_8);
        FloatVector s4 = r0.rearrange(BY_8).blend(r4, UPPER_8);
        FloatVector s1 = r1.blend(r5.rearrange(BY_8), UPPER_8);
        FloatVector s5 = r1.rearrange(BY_8).blend(r5, UPPER_8);
        FloatVector s2 = r2.blend(r6.rearrange(BY_8), UPPER_8);
        FloatVector s6 = r2.rearrange(BY_8).blend(r6, UPPER_8);
        FloatVector s3 = r3.blend(r7.rearrange(BY_8), UPPER_8);
        FloatVector s7 = r3.rearrange(BY_8).blend(r7, UPPER_8);
        FloatVector t0 = s0.blend(s2.rearrange(BY_4), UPPER_4);
        FloatVector t2 = s0.rearrange(BY_4).blend(s2, UPPER_4);
        FloatVector t1 = s1.blend(s3.rearrange(BY_4), UPPER_4);
        FloatVector t3 = s1.rearrange(BY_4).blend(s3, UPPER_4);
        FloatVector t4 = s4.blend(s6.rearrange(BY_4), UPPER_4);
        FloatVector t6 = s4.rearrange(BY_4).blend(s6, UPPER_4);
        FloatVector t5 = s5.blend(s7.rearrange(BY_4), UPPER_4);
        FloatVector t7 = s5.rearrange(BY_4).blend(s7, UPPER_4);
        t0.blend(t1.rearrange(BY_2), UPPER_2).rearrange(HALVES).intoArray(out, to);
        t0.rearrange(BY_2).blend(t1, UPPER_2).rearrange(HALVES).intoArray(out, to + 1 * LANES);
        t2.blend(t3.rearrange(BY_2), UPPER_2).rearrange(HALVES).intoArray(out, to + 2 * LANES);
        t2.rearrange(BY_2).blend(t3, UPPER_2).rearrange(HALVES).intoArray(out, to + 3 * LANES);
        t4.blend(t5.rearrange(BY_2), UPPER_2).rearrange(HALVES).intoArray(out, to + 4 * LANES);
        t4.rearrange(BY_2).blend(t5, UPPER_2).rearrange(HALVES).intoArray(out, to + 5 * LANES);
        t6.blend(t7.rearrange(BY_2), UPPER_2).rearrange(HALVES).intoArray(out, to + 6 * LANES);
        t6.rearrange(BY_2).blend(t7, UPPER_2).rearrange(HALVES).intoArray(out, to + 7 * LANES);
    }

    private static VectorShuffle<Float> exchanged(int distance) {
        return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ distance) % LANES);
    }

    /** The lanes whose number has this bit set. */
    private static VectorMask<Float> upper(int distance) {
        long bits = 0;
        for (int lane = 0; lane < LANES; lane++) {
            bits |= (lane & distance) == 0 ? 0 : 1L << lane;
        }
        return VectorMask.fromLong(SPECIES, bits);
    }
}
