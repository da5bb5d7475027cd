package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The one vector width of this process: the machine's preferred one. It has to be a constant for the compiler, and two
 * widths in one JVM slow each other down.
 *
 * <p>{@code -Dtrainyard.lanes=16} (or 4, 8) forces another, to check that results do not depend on it; one that the
 * machine does not have works, but slowly.
 */
final class Lanes {
    static final VectorSpecies<Float> SPECIES = species(Integer.getInteger("trainyard.lanes", 0));
    static final int COUNT = SPECIES.length();

    private Lanes() {}

    /** Where whole registers from {@code from} end; the rest up to {@code to} is left to the scalar kernels. */
    static int limit(int from, int to) {
        return from + SPECIES.loopBound(to - from);
    }

    private static VectorSpecies<Float> species(int lanes) {
        if (lanes == 0) {
            int preferred = Math.clamp(FloatVector.SPECIES_PREFERRED.vectorBitSize(), 128, 512);
            return VectorSpecies.of(float.class, VectorShape.forBitSize(preferred));
        }
        return VectorSpecies.of(float.class, VectorShape.forBitSize(lanes * Float.SIZE));
    }
}
