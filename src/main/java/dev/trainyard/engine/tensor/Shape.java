package dev.trainyard.engine.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The dimensions of a tensor, outermost first; row-major. A scalar has no dimensions and one value. */
public record Shape(List<Integer> dims) {
    public static final Shape SCALAR = new Shape(List.of());

    /** Throws {@link IllegalArgumentException} if a dimension is below 1. */
    public Shape {
        dims = List.copyOf(dims);
        for (int dim : dims) {
            if (dim < 1) {
                throw new IllegalArgumentException("expected dimensions of at least 1, got " + dims);
            }
        }
    }

    public static Shape of(int... dims) {
        return new Shape(Arrays.stream(dims).boxed().toList());
    }

    public int rank() {
        return dims.size();
    }

    public int dim(int axis) {
        return dims.get(axis);
    }

    /** Number of values; throws {@link ArithmeticException} if it does not fit a long. */
    public long size() {
        long size = 1;
        for (int dim : dims) {
            size = Math.multiplyExact(size, (long) dim);
        }
        return size;
    }

    /** As people write it: {@code [28, 28]}. */
    @Override
    public String toString() {
        return dims.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }
}
