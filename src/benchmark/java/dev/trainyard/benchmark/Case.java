package dev.trainyard.benchmark;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A dense network with ReLU between its layers, softmax cross-entropy and plain Adam.
 *
 * @param widths of the input, the hidden layers and the classes
 * @param batch rows of a step
 * @param window steps that are timed together
 */
record Case(String name, List<Integer> widths, int batch, int window) {
    static final List<Case> ALL = List.of(
            new Case("a", List.of(4, 16, 3), 16, 20_000),
            new Case("b", List.of(30, 64, 64, 2), 32, 4_000),
            new Case("c", List.of(784, 256, 128, 10), 128, 100),
            new Case("d", List.of(784, 1024, 1024, 10), 512, 8));

    static List<Case> named(String letters) {
        return ALL.stream().filter(one -> letters.contains(one.name)).toList();
    }

    int inputs() {
        return widths.getFirst();
    }

    int classes() {
        return widths.getLast();
    }

    /** Floating-point operations of the matrix products of a step: three per layer, but the first needs no dX. */
    double flops() {
        double sum = 0;
        for (int i = 1; i < widths.size(); i++) {
            sum += 2.0 * widths.get(i) * widths.get(i - 1) * batch * (i == 1 ? 2 : 3);
        }
        return sum;
    }

    /** For example {@code 4-16-3, batch 16}. */
    String title() {
        return widths.stream().map(String::valueOf).collect(Collectors.joining("-")) + ", batch " + batch;
    }

    int[] widthArray() {
        return widths.stream().mapToInt(Integer::intValue).toArray();
    }
}
