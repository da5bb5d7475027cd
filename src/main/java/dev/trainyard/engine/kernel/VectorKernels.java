package dev.trainyard.engine.kernel;

/** SIMD kernels on the Vector API; needs the module {@code jdk.incubator.vector}. */
public final class VectorKernels {
    private VectorKernels() {}

    public static Kernels create() {
        Kernels scalar = ScalarKernels.create();
        return new Kernels(
                "vector",
                Lanes.COUNT,
                scalar.elementwise(),
                scalar.activations(),
                scalar.rows(),
                scalar.reductions(),
                scalar.updates(),
                (shape, epilogue) -> new PackedMatmul(shape, epilogue, scalar.activations()));
    }
}
