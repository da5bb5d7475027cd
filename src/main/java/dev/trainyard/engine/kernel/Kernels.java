package dev.trainyard.engine.kernel;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The primitives of the engine, in one of two implementations that give the same bits: {@link ScalarKernels}, to be
 * right by reading, and {@link VectorKernels}, to be fast.
 *
 * @param lanes floats in one register, 1 for scalar
 */
public record Kernels(
        String name,
        int lanes,
        Elementwise elementwise,
        Activations activations,
        Rows rows,
        Reductions reductions,
        Updates updates,
        Layouts layouts,
        Matmuls matmuls,
        GatheredMatmuls gatheredMatmuls) {

    private static final String MODULE = "jdk.incubator.vector";

    /** SIMD kernels if this JVM has the vector module, else scalar ones. */
    public static Kernels best() {
        return unavailableReason().isPresent() ? ScalarKernels.create() : VectorKernels.create();
    }

    /**
     * Runs every SIMD kernel until it is compiled, some seconds: call it before reporting ready. The numbers go nowhere.
     * Scalar kernels need none of it.
     */
    public void prime() {
        if (lanes > 1) {
            new Priming(this).run();
        }
    }

    /** Plans a whole pass of a network for so many rows; null where its operations one by one are no slower. */
    public @Nullable Chain chain(List<Link> links, int rows) {
        return lanes > 1 && LaneChain.suits(links, rows) ? new LaneChain(links, rows, this) : null;
    }

    /** Why {@link #best} is scalar, in one sentence that says what to do; empty if it is not. */
    public static Optional<String> unavailableReason() {
        if (ModuleLayer.boot().findModule(MODULE).isPresent()) {
            return Optional.empty();
        }
        return Optional.of("SIMD kernels are off and training is many times slower because the JVM runs without the"
                + " module " + MODULE + "; start it with: java --add-modules " + MODULE);
    }
}
