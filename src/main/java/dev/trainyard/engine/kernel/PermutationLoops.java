package dev.trainyard.engine.kernel;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/** The swaps of {@link Randomness#permutation}, whose places come from as many blocks at a time as a register has longs. */
final class PermutationLoops {
    private static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, Lanes.SPECIES.vectorShape());
    private static final int BLOCKS = LONGS.length();
    private static final LongVector LANE = LongVector.zero(LONGS).addIndex(1);
    private static final ThreadLocal<long[]> PLACES = ThreadLocal.withInitial(() -> new long[2 * BLOCKS]);

    private PermutationLoops() {}

    /** Swaps from position {@code i}, which is odd, downwards; answers the position where the rest starts. */
    static int swapMany(long key, int i, int[] order) {
        long[] places = PLACES.get();
        int position = i;
        for (; position >= 2 * BLOCKS; position -= 2 * BLOCKS) {
            place(key, position, places);
            for (int block = 0; block < BLOCKS; block++) {
                swap(order, position - 2 * block, (int) places[block]);
                swap(order, position - 2 * block - 1, (int) places[BLOCKS + block]);
            }
        }
        return position;
    }

    /** Writes where positions i, i - 2, ... go, and then i - 1, i - 3, ... */
    private static void place(long key, int i, long[] places) {
        LongVector c0 = LongVector.broadcast(LONGS, i >>> 1).sub(LANE);
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
        LongVector bound = LongVector.broadcast(LONGS, i).sub(LANE).sub(LANE);
        c0.mul(bound).add(c1.mul(bound).lanewise(LSHR, 32)).lanewise(LSHR, 32).intoArray(places, BLOCKS);
        bound = bound.add(1);
        c2.mul(bound).add(c3.mul(bound).lanewise(LSHR, 32)).lanewise(LSHR, 32).intoArray(places, 0);
    }

    private static void swap(int[] order, int i, int j) {
        int held = order[i];
        order[i] = order[j];
        order[j] = held;
    }
}
