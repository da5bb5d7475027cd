package dev.trainyard.engine.kernel;

import jdk.incubator.vector.VectorShuffle;

/**
 * The sixteen {@link Partials} in registers: one of 16 lanes, two of 8, or four of 4. Code that keeps them names four, and
 * works on the second from 8 lanes down, on all from 4 down; as the lane count is a constant, the compiler drops the rest.
 */
final class VectorPartials {
    /** Whether there is a second register. */
    static final boolean TWO = Lanes.COUNT <= 8;

    /** Whether there are four. */
    static final boolean FOUR = Lanes.COUNT <= 4;

    /** These bring lane i + n to lane i. */
    static final VectorShuffle<Float> BY_8 = turned(8);

    static final VectorShuffle<Float> BY_4 = turned(4);
    static final VectorShuffle<Float> BY_2 = turned(2);
    static final VectorShuffle<Float> BY_1 = turned(1);

    private VectorPartials() {}

    private static VectorShuffle<Float> turned(int by) {
        return VectorShuffle.fromOp(Lanes.SPECIES, lane -> (lane + by) % Lanes.COUNT);
    }
}
