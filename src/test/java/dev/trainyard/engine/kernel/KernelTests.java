package dev.trainyard.engine.kernel;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kernel on a range has the bits of the scalar reference, at awkward sizes, offsets and values. */
class KernelTests {
    private static final int[] SIZES = {
        0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 100, 1023, 1024, 1025, 2100
    };
    private static final int[] OFFSETS = {0, 1, 5};

    private final Kernels scalar = ScalarKernels.create();
    private final Kernels vector = VectorKernels.create();

    /** A kernel on arrays x, y, z, u (any of which it may write) and the range from..to. */
    interface Kernel {
        void run(Kernels kernels, float[] x, float[] y, float[] z, float[] u, int from, int to);
    }

    record Case(String name, Kernel kernel) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> elementwise() {
        return Stream.of(
                new Case("add", (k, x, y, z, u, f, t) -> k.elementwise().add(x, y, z, f, t)),
                new Case(
                        "add in place", (k, x, y, z, u, f, t) -> k.elementwise().add(x, y, x, f, t)),
                new Case("subtract", (k, x, y, z, u, f, t) -> k.elementwise().subtract(x, y, z, f, t)),
                new Case("multiply", (k, x, y, z, u, f, t) -> k.elementwise().multiply(x, y, z, f, t)),
                new Case("divide", (k, x, y, z, u, f, t) -> k.elementwise().divide(x, y, z, f, t)),
                new Case("scale", (k, x, y, z, u, f, t) -> k.elementwise().scale(-1.7f, x, z, f, t)),
                new Case("axpy", (k, x, y, z, u, f, t) -> k.elementwise().axpy(-1.7f, x, y, f, t)),
                new Case("multiplyAdd", (k, x, y, z, u, f, t) -> k.elementwise().multiplyAdd(x, y, z, f, t)),
                new Case("fill", (k, x, y, z, u, f, t) -> k.elementwise().fill(3, x, f, t)),
                new Case("exp", (k, x, y, z, u, f, t) -> k.elementwise().exp(x, y, f, t)),
                new Case("log", (k, x, y, z, u, f, t) -> k.elementwise().log(x, y, f, t)),
                new Case("sqrt", (k, x, y, z, u, f, t) -> k.elementwise().sqrt(x, y, f, t)),
                new Case("clamp", (k, x, y, z, u, f, t) -> k.elementwise().clamp(-0.5f, 0.7f, x, y, f, t)),
                new Case("dropout", (k, x, y, z, u, f, t) -> k.elementwise().dropout(7, 0.8f, x, y, f, t)),
                new Case(
                        "dropout backward",
                        (k, x, y, z, u, f, t) -> k.elementwise().dropoutBackward(7, 0.3f, x, y, f, t)));
    }

    static Stream<Case> gradients() {
        return Stream.of(new Case(
                "relu gradient", (k, x, y, z, u, f, t) -> k.activations().reluGradient(x, y, z, f, t)));
    }

    static Stream<Case> activations() {
        return Stream.of(Activation.Kind.values())
                .map(kind -> new Activation(kind, 0.3f))
                .flatMap(activation -> Stream.of(
                        new Case(
                                activation + " forward",
                                (k, x, y, z, u, f, t) -> activation.forward(k.activations(), x, y, f, t)),
                        new Case(
                                activation + " in place",
                                (k, x, y, z, u, f, t) -> activation.forward(k.activations(), x, x, f, t)),
                        new Case(
                                activation + " backward",
                                (k, x, y, z, u, f, t) -> activation.backward(k.activations(), x, y, z, u, f, t))));
    }

    static Stream<Case> updates() {
        return Stream.of(
                new Case("sgd", (k, w, g, m, v, f, t) -> k.updates().sgd(0.1f, 0.01f, w, g, f, t)),
                new Case(
                        "momentum",
                        (k, w, g, m, v, f, t) -> k.updates().momentum(0.1f, 0.9f, 0.2f, 0.01f, false, w, g, m, f, t)),
                new Case(
                        "nesterov",
                        (k, w, g, m, v, f, t) -> k.updates().momentum(0.1f, 0.9f, 0f, 0.01f, true, w, g, m, f, t)),
                new Case(
                        "adam",
                        (k, w, g, m, v, f, t) ->
                                k.updates().adam(0.1f, 0.7f, 0.9f, 0.99f, 1e-8f, 0.01f, w, g, m, v, f, t)),
                new Case(
                        "adamW",
                        (k, w, g, m, v, f, t) ->
                                k.updates().adamW(0.1f, 0.7f, 0.9f, 0.99f, 1e-8f, 0.99f, w, g, m, v, f, t)),
                new Case(
                        "rmsProp",
                        (k, w, g, s, v, f, t) ->
                                k.updates().rmsProp(0.1f, 0.9f, 1e-8f, 0.9f, 0.01f, w, g, s, null, null, f, t)),
                new Case(
                        "rmsProp with momentum",
                        (k, w, g, s, v, f, t) ->
                                k.updates().rmsProp(0.1f, 0.9f, 1e-8f, 0.9f, 0.01f, w, g, s, null, v, f, t)),
                new Case(
                        "rmsProp centered",
                        (k, w, g, s, a, f, t) ->
                                k.updates().rmsProp(0.1f, 0.9f, 1e-8f, 0.9f, 0.01f, w, g, s, a, null, f, t)));
    }

    /** Their number goes to the first element of u. */
    static Stream<Case> reductions() {
        return Stream.of(
                new Case(
                        "sum",
                        (k, x, y, z, u, f, t) -> u[0] = (float) k.reductions().sum(x, f, t)),
                new Case(
                        "sumOfSquares",
                        (k, x, y, z, u, f, t) -> u[0] = (float) k.reductions().sumOfSquares(x, f, t)),
                new Case(
                        "dot",
                        (k, x, y, z, u, f, t) -> u[0] = (float) k.reductions().dot(x, y, f, t)),
                new Case(
                        "maximum",
                        (k, x, y, z, u, f, t) -> u[0] = k.reductions().maximum(x, f, t)),
                new Case(
                        "allFinite",
                        (k, x, y, z, u, f, t) -> u[0] = k.reductions().allFinite(x, f, t) ? 1 : 0));
    }

    @ParameterizedTest
    @MethodSource({"elementwise", "activations", "gradients", "updates", "reductions"})
    void hasTheBitsOfTheReference(Case kernel) {
        for (int size : SIZES) {
            for (int offset : OFFSETS) {
                check(kernel, size, offset, true);
                check(kernel, size, offset, false);
            }
        }
    }

    private void check(Case kernel, int size, int offset, boolean awkward) {
        float[][] expected = arrays(offset + size + 3, awkward);
        float[][] actual = arrays(offset + size + 3, awkward);
        kernel.kernel().run(scalar, expected[0], expected[1], expected[2], expected[3], offset, offset + size);
        kernel.kernel().run(vector, actual[0], actual[1], actual[2], actual[3], offset, offset + size);
        for (int array = 0; array < expected.length; array++) {
            String what =
                    kernel + " of " + size + " from " + offset + (awkward ? ", awkward" : "") + ", array " + array;
            Bits.assertSame(actual[array], expected[array], what);
        }
    }

    private static float[][] arrays(int size, boolean awkward) {
        float[][] arrays = new float[4][];
        for (int array = 0; array < arrays.length; array++) {
            arrays[array] = awkward ? Bits.awkward(array, size) : Bits.uniform(array, size);
        }
        return arrays;
    }
}
