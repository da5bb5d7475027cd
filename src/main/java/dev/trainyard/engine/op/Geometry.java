package dev.trainyard.engine.op;

import dev.trainyard.engine.tensor.Shape;

/**
 * The sizes of one convolution.
 *
 * @param channels input channels of a group
 * @param outputs output channels of a group
 */
record Geometry(
        Window vertical,
        Window horizontal,
        int groups,
        int channels,
        int outputs,
        int height,
        int width,
        int outHeight,
        int outWidth) {

    static Geometry of(Convolve op, Shape input, Shape output) {
        return new Geometry(
                op.vertical(),
                op.horizontal(),
                op.groups(),
                input.dim(0) / op.groups(),
                output.dim(0) / op.groups(),
                input.dim(1),
                input.dim(2),
                output.dim(1),
                output.dim(2));
    }

    int taps() {
        return vertical.size() * horizontal.size();
    }

    /** Whether windows move by one place, so that the gradient of all positions is one product. */
    boolean dense() {
        return vertical.stride() == 1 && horizontal.stride() == 1;
    }

    /** Terms of one output value. */
    int depth() {
        return Math.multiplyExact(channels, taps());
    }

    int plane() {
        return height * width;
    }

    int outPlane() {
        return outHeight * outWidth;
    }

    /** Start of the channels of a group in the input. */
    int input(int row, int group) {
        return (row * groups + group) * channels * plane();
    }

    /** Start of the channels of a group in the output. */
    int output(int row, int group) {
        return (row * groups + group) * outputs * outPlane();
    }

    /** Start of the weights of a group. */
    int weight(int group) {
        return group * outputs * depth();
    }

    /** Where in a frame around the input the window of each output place starts, by {@code step} floats per place. */
    int[] places(Frame frame, int step) {
        int[] places = new int[outPlane()];
        for (int i = 0; i < places.length; i++) {
            int line = i / outWidth * vertical.stride();
            int column = i % outWidth * horizontal.stride();
            places[i] = (line * frame.width() + column) * step;
        }
        return places;
    }

    /** Where each tap reads from the start of its window, by {@code step} floats per place. */
    int[] tapOffsets(Frame frame, int step) {
        int[] offsets = new int[taps()];
        for (int tap = 0; tap < offsets.length; tap++) {
            int line = tap / horizontal.size() * vertical.dilation();
            int column = tap % horizontal.size() * horizontal.dilation();
            offsets[tap] = (line * frame.width() + column) * step;
        }
        return offsets;
    }
}
