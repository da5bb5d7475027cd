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
    private static final VectorShuffle<Float> BY_8 = exchanged(8);
    private static final VectorShuffle<Float> BY_4 = exchanged(4);
    private static final VectorShuffle<Float> BY_2 = exchanged(2);
    private static final VectorShuffle<Float> BY_1 = exchanged(1);
    private static final VectorMask<Float> UPPER_8 = upper(8);
    private static final VectorMask<Float> UPPER_4 = upper(4);
    private static final VectorMask<Float> UPPER_2 = upper(2);
    private static final VectorMask<Float> UPPER_1 = upper(1);

    private Transpose() {}

    /**
     * Writes column j of the square, for all j, at {@code to + j * width}.
     *
     * @param last the last row to read, counted from 0; later ones come out as copies of it
     * @param square room for a square, overwritten
     */
    static void square(float[] x, int from, int step, int last, float[] out, int to, int width, float[] square) {
        if (LANES == 4) {
            four(x, from, step, last, 1, out, to, width);
        } else if (LANES == 8) {
            eight(x, from, step, last, out, to, width);
        } else {
            sixteen(x, from, step, last, out, to, width, square);
        }
    }

    private static void four(float[] x, int from, int step, int last, int apart, float[] out, int to, int width) {
        FloatVector r0 = FloatVector.fromArray(SPECIES, x, from);
        FloatVector r1 = FloatVector.fromArray(SPECIES, x, from + Math.min(last, apart) * step);
        FloatVector r2 = FloatVector.fromArray(SPECIES, x, from + Math.min(last, 2 * apart) * step);
        FloatVector r3 = FloatVector.fromArray(SPECIES, x, from + Math.min(last, 3 * apart) * step);
        finish(r0, r1, r2, r3, out, to, width);
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
        finish(
                low(r0, r4, BY_4, UPPER_4),
                low(r1, r5, BY_4, UPPER_4),
                low(r2, r6, BY_4, UPPER_4),
                low(r3, r7, BY_4, UPPER_4),
                out,
                to,
                width);
        finish(
                high(r0, r4, BY_4, UPPER_4),
                high(r1, r5, BY_4, UPPER_4),
                high(r2, r6, BY_4, UPPER_4),
                high(r3, r7, BY_4, UPPER_4),
                out,
                to + 4 * width,
                width);
    }

    /** Distances 8 and 4 on rows four apart, through memory, then 2 and 1 on neighboring ones: few registers at a time. */
    private static void sixteen(
            float[] x, int from, int step, int last, float[] out, int to, int width, float[] square) {
        for (int row = 0; row < 4; row++) {
            FloatVector r0 = FloatVector.fromArray(SPECIES, x, from + Math.min(last, row) * step);
            FloatVector r1 = FloatVector.fromArray(SPECIES, x, from + Math.min(last, row + 4) * step);
            FloatVector r2 = FloatVector.fromArray(SPECIES, x, from + Math.min(last, row + 8) * step);
            FloatVector r3 = FloatVector.fromArray(SPECIES, x, from + Math.min(last, row + 12) * step);
            exchange(r0, r1, r2, r3, BY_8, UPPER_8, BY_4, UPPER_4, square, row * LANES, 4 * LANES);
        }
        for (int row = 0; row < 16; row += 4) {
            four(square, row * LANES, LANES, 3, 1, out, to + row * width, width);
        }
    }

    private static void finish(
            FloatVector r0, FloatVector r1, FloatVector r2, FloatVector r3, float[] out, int to, int width) {
        exchange(r0, r1, r2, r3, BY_2, UPPER_2, BY_1, UPPER_1, out, to, width);
    }

    private static void exchange(
            FloatVector r0,
            FloatVector r1,
            FloatVector r2,
            FloatVector r3,
            VectorShuffle<Float> far,
            VectorMask<Float> farUpper,
            VectorShuffle<Float> near,
            VectorMask<Float> nearUpper,
            float[] out,
            int to,
            int width) {
        FloatVector s0 = low(r0, r2, far, farUpper);
        FloatVector s1 = low(r1, r3, far, farUpper);
        FloatVector s2 = high(r0, r2, far, farUpper);
        FloatVector s3 = high(r1, r3, far, farUpper);
        low(s0, s1, near, nearUpper).intoArray(out, to);
        high(s0, s1, near, nearUpper).intoArray(out, to + width);
        low(s2, s3, near, nearUpper).intoArray(out, to + 2 * width);
        high(s2, s3, near, nearUpper).intoArray(out, to + 3 * width);
    }

    private static FloatVector low(FloatVector a, FloatVector b, VectorShuffle<Float> by, VectorMask<Float> upper) {
        return a.blend(b.rearrange(by), upper);
    }

    private static FloatVector high(FloatVector a, FloatVector b, VectorShuffle<Float> by, VectorMask<Float> upper) {
        return a.rearrange(by).blend(b, upper);
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
