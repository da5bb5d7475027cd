package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.ShapeException;

/** How a window slides along one axis, as in PyTorch: padding on both ends, dilation between the taps. */
public record Window(int size, int stride, int padding, int dilation) {

    /** Adjacent windows without padding. */
    public static Window tiles(int size) {
        return new Window(size, size, 0, 1);
    }

    /** Number of places the window has on an axis of that length. */
    int places(int length) {
        long reach = (size - 1L) * dilation + 1;
        long room = length + 2L * padding - reach;
        if (room < 0) {
            throw new ShapeException("an axis of at least " + (reach - 2L * padding), String.valueOf(length));
        }
        return Math.toIntExact(room / stride + 1);
    }

    /** Where tap {@code tap} of place {@code place} reads; outside the axis it reads padding. */
    int position(int place, int tap) {
        return place * stride - padding + tap * dilation;
    }
}
