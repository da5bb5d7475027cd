package dev.trainyard.engine.kernel;

/** SIMD kernels on the Vector API; needs the module {@code jdk.incubator.vector}. */
public final class VectorKernels {
    private VectorKernels() {}

    public static Kernels create() {
        Activations activations = new VectorActivations();
        return new Kernels(
                "vector",
                Lanes.COUNT,
                new VectorElementwise(),
                activations,
                new VectorRows(),
                new VectorReductions(),
                new VectorUpdates(),
                new VectorLayouts(),
                new PackedMatmuls(activations),
                new PackedGatheredMatmuls(new VectorLayouts()));
    }
}
