package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tree of {@link Partials} on registers. Sixteen partial sums fill one register of 16 lanes, two of 8, four of 4: code
 * that keeps them names four registers, and works on the second from 8 lanes down, on all from 4 down; as the lane
 * count is a constant, the compiler drops the rest.
 */
final class VectorPartials {
    /** Whether there is a second register. */
    static final boolean TWO = Lanes.COUNT <= 8;

    /** Whether there are four. */
    static final boolean FOUR = Lanes.COUNT <= 4;

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final VectorShuffle<Float> BY_8 = turned(8);
    private static final VectorShuffle<Float> BY_4 = turned(4);
    private static final VectorShuffle<Float> BY_2 = turned(2);
    private static final VectorShuffle<Float> BY_1 = turned(1);

    private VectorPartials() {}

    /** Adds the sums that the first {@code 16 / lanes} registers hold, and a zero to each as {@link Partials#total} does. */
    static float total(FloatVector a, FloatVector b, FloatVector c, FloatVector d) {
        FloatVector sums = a.add(0f);
        if (FOUR) {
            sums = sums.add(c.add(0f)).add(b.add(0f).add(d.add(0f)));
        } else if (TWO) {
            sums = sums.add(b.add(0f));
            sums = sums.add(sums.rearrange(BY_4));
        } else {
            sums = sums.add(sums.rearrange(BY_8));
            sums = sums.add(sums.rearrange(BY_4));
        }
        sums = sums.add(sums.rearrange(BY_2));
        return sums.add(sums.rearrange(BY_1)).lane(0);
    }

    private static VectorShuffle<Float> turned(int by) {
        return VectorShuffle.fromOp(SPECIES, lane -> (lane + by) % Lanes.COUNT);
    }
}
