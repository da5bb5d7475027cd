package dev.trainyard.engine.kernel;

/** The reference kernels: plain loops, to be right by reading. */
public final class ScalarKernels {
    private ScalarKernels() {}

    public static Kernels create() {
        Activations activations = new ScalarActivations();
        return new Kernels(
                "scalar",
                1,
                new ScalarElementwise(),
                activations,
                new ScalarRows(),
                new ScalarReductions(),
                new ScalarUpdates(),
                new ScalarLayouts(),
                (shape, epilogue) -> new ScalarMatmul(shape, epilogue, activations),
                ScalarGatheredMatmul::new);
    }
}
