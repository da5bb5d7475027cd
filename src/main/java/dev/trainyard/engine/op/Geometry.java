package dev.trainyard.engine.op;

import dev.trainyard.engine.tensor.Shape;

/**
 * The sizes of one convolution: matrices per group, and strips of output lines short enough for the patches of one strip
 * to stay in the cache. Strips depend on shapes alone.
 *
 * @param depth rows of a group's patches: channels of the group × taps
 * @param outputs output channels of a group
 */
record Geometry(Columns columns, int groups, int depth, int outputs, int stripLines) {

    private static final int STRIP_FLOATS = 1 << 16;

    static Geometry of(Convolve op, Shape input, Shape output) {
        Columns columns = new Columns(op.vertical(), op.horizontal(), input.dim(1), input.dim(2));
        int depth = Math.multiplyExact(input.dim(0) / op.groups(), columns.taps());
        long perLine = (long) depth * columns.outWidth();
        int lines = columns.outHeight();
        int most = columns.trivial() ? lines : Math.clamp(STRIP_FLOATS / perLine, 1, lines);
        return new Geometry(
                columns,
                op.groups(),
                depth,
                output.dim(0) / op.groups(),
                Math.ceilDiv(lines, Math.ceilDiv(lines, most)));
    }

    int strips() {
        return Math.ceilDiv(columns.outHeight(), stripLines);
    }

    int fromLine(int strip) {
        return strip * stripLines;
    }

    int toLine(int strip) {
        return Math.min(columns.outHeight(), (strip + 1) * stripLines);
    }

    /** Columns of the patches of the strip. */
    int stripWidth(int strip) {
        return (toLine(strip) - fromLine(strip)) * columns.outWidth();
    }

    /** Floats of the patches of a full strip. */
    long stripFloats() {
        return columns.trivial() ? 0 : Math.multiplyExact((long) depth, stripWidth(0));
    }

    /** Output values of one channel. */
    int outPlane() {
        return columns.outHeight() * columns.outWidth();
    }

    int outputImage() {
        return groups * outputs * outPlane();
    }

    int inputGroup() {
        return depth / columns.taps() * columns.height() * columns.width();
    }

    int inputImage() {
        return groups * inputGroup();
    }
}
