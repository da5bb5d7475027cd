package dev.trainyard.engine.kernel;

import static dev.trainyard.engine.kernel.VectorConstants.ZERO;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Dropout with the numbers of {@link Randomness}, two registers of elements at a time: each long of a register works on one
 * block, whose four words stand in four registers and give four elements.
 */
final class DropLoops {
    /** Elements per pass; {@code from} has to be a multiple of 4. */
    static final int ELEMENTS = 2 * Lanes.COUNT;

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;
    private static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, SPECIES.vectorShape());
    private static final LongVector LANE = LongVector.zero(LONGS).addIndex(1);
    private static final VectorMask<Long> ODD = VectorMask.fromLong(LONGS, 0xAAAAAAAAL & (1L << LONGS.length()) - 1);
    private static final VectorShuffle<Long> FIRST_BLOCKS = VectorShuffle.fromOp(LONGS, lane -> lane / 2);
    private static final VectorShuffle<Long> LAST_BLOCKS =
            VectorShuffle.fromOp(LONGS, lane -> (lane + LONGS.length()) / 2);

    private DropLoops() {}

    /** out = kept x / keep, or added to out; kept is 1 with probability {@code keep}, else 0. */
    static void drop(long key, float keep, float[] x, float[] out, int from, int limit, boolean add) {
        FloatVector scale = FloatVector.broadcast(SPECIES, 1f / keep);
        for (int i = from; i < limit; i += ELEMENTS) {
            LongVector c0 = LANE.add(i >>> 2);
            LongVector c1 = LongVector.zero(LONGS);
            LongVector c2 = c1;
            LongVector c3 = c1;
            int k0 = (int) key;
            int k1 = (int) (key >>> 32);
            for (int round = 0; round < Randomness.ROUNDS; round++) {
                LongVector p0 = c0.mul(Randomness.FIRST_MULTIPLIER);
                LongVector p1 = c2.mul(Randomness.SECOND_MULTIPLIER);
                c0 = p1.lanewise(LSHR, 32).lanewise(XOR, c1).lanewise(XOR, k0 & Randomness.LOW);
                c1 = p1.and(Randomness.LOW);
                c2 = p0.lanewise(LSHR, 32).lanewise(XOR, c3).lanewise(XOR, k1 & Randomness.LOW);
                c3 = p0.and(Randomness.LOW);
                k0 += Randomness.FIRST_WEYL;
                k1 += Randomness.SECOND_WEYL;
            }
            LongVector front = c0.or(c1.lanewise(LSHL, 32));
            LongVector back = c2.or(c3.lanewise(LSHL, 32));
            LongVector first = front.rearrange(FIRST_BLOCKS).blend(back.rearrange(FIRST_BLOCKS), ODD);
            LongVector second = front.rearrange(LAST_BLOCKS).blend(back.rearrange(LAST_BLOCKS), ODD);
            FloatVector u =
                    (FloatVector) first.reinterpretAsInts().lanewise(LSHR, 8).convert(I2F, 0);
            FloatVector v =
                    (FloatVector) second.reinterpretAsInts().lanewise(LSHR, 8).convert(I2F, 0);
            VectorMask<Float> keepU = u.mul(0x1p-24f).compare(LT, keep);
            VectorMask<Float> keepV = v.mul(0x1p-24f).compare(LT, keep);
            FloatVector left = FloatVector.fromArray(SPECIES, x, i);
            FloatVector right = FloatVector.fromArray(SPECIES, x, i + LANES);
            if (add) {
                FloatVector leftBefore = FloatVector.fromArray(SPECIES, out, i);
                FloatVector rightBefore = FloatVector.fromArray(SPECIES, out, i + LANES);
                leftBefore.blend(left.fma(scale, leftBefore), keepU).intoArray(out, i);
                rightBefore.blend(right.fma(scale, rightBefore), keepV).intoArray(out, i + LANES);
            } else {
                ZERO.blend(left.mul(scale), keepU).intoArray(out, i);
                ZERO.blend(right.mul(scale), keepV).intoArray(out, i + LANES);
            }
        }
    }
}
