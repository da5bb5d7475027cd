package dev.trainyard.engine.op;

import dev.trainyard.engine.tensor.Shape;

/**
 * How pooling walks over one example: planes of height × width, each place holding {@code run} adjacent values. An image
 * [C, H, W] has C planes and runs of 1; a sequence [T, C] is one plane of T × 1 with runs of C.
 */
record Planes(int planes, int height, int width, int run, Window vertical, Window horizontal) {

    static final Window ONE = Window.tiles(1);

    static Planes of(Shape shape, Window vertical, Window horizontal) {
        Dims.require(
                shape.rank() == 3 || (shape.rank() == 2 && horizontal.equals(ONE)),
                "[channels, height, width] or [time, channels]",
                shape);
        return shape.rank() == 3
                ? new Planes(shape.dim(0), shape.dim(1), shape.dim(2), 1, vertical, horizontal)
                : new Planes(1, shape.dim(0), 1, shape.dim(1), vertical, horizontal);
    }

    int outHeight() {
        return vertical.places(height);
    }

    int outWidth() {
        return horizontal.places(width);
    }

    Shape output(Shape input) {
        return input.rank() == 3 ? Shape.of(planes, outHeight(), outWidth()) : Shape.of(outHeight(), run);
    }

    int taps() {
        return vertical.size() * horizontal.size();
    }

    /** Whether windows lie side by side inside planes of single values. */
    boolean tiled() {
        return run == 1 && tiled(vertical) && tiled(horizontal);
    }

    private static boolean tiled(Window window) {
        return window.equals(Window.tiles(window.size()));
    }

    int inPlane() {
        return height * width * run;
    }

    int outLine() {
        return outWidth() * run;
    }

    int outPlane() {
        return outHeight() * outLine();
    }
}
