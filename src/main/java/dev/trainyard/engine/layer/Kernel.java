package dev.trainyard.engine.layer;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.InvalidDefinition;
import dev.trainyard.engine.op.Window;
import org.jspecify.annotations.Nullable;

/** Checks the fields of layers that slide a window, and makes the window. */
final class Kernel {

    private static final int MOST = 1 << 16;

    private Kernel() {}

    static int size(String field, int value, int least) {
        InvalidDefinition.require(value >= least && value <= MOST, field, "a whole number from " + least, value);
        return value;
    }

    static int or(String field, @Nullable Integer value, int fallback, int least) {
        return size(field, value == null ? fallback : value, least);
    }

    static Window window(int size, @Nullable Integer stride, @Nullable Integer padding, @Nullable Integer dilation) {
        return new Window(size, requireNonNull(stride), requireNonNull(padding), requireNonNull(dilation));
    }

    /** As PyTorch has it, so that no window of a pool lies in the padding alone. */
    static void requirePoolPadding(int size, int padding) {
        InvalidDefinition.require(padding <= size / 2, "padding", "at most half of the kernel size", padding);
    }
}
