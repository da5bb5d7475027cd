package dev.trainyard.engine.op;

import dev.trainyard.engine.kernel.Layouts;
import java.util.Arrays;

/**
 * Planes laid into larger ones of zeros, so that windows may reach over the edge.
 *
 * @param width of a framed plane
 * @param height of a framed plane
 * @param top zero lines above
 * @param left zero columns in front
 */
record Frame(int planes, int innerHeight, int innerWidth, int height, int width, int top, int left) {

    /** Around the input of a group, as the windows pad it. */
    static Frame ofInput(Geometry geometry) {
        int top = geometry.vertical().padding();
        int left = geometry.horizontal().padding();
        return new Frame(
                geometry.channels(),
                geometry.height(),
                geometry.width(),
                geometry.height() + 2 * top,
                geometry.width() + 2 * left,
                top,
                left);
    }

    /** Whether there is nothing around the planes. */
    boolean none() {
        return plane() == innerHeight * innerWidth;
    }

    int plane() {
        return height * width;
    }

    long floats() {
        return Math.multiplyExact((long) planes, plane());
    }

    void clear(float[] framed) {
        Arrays.fill(framed, 0, (int) floats(), 0);
    }

    /** Copies tight planes inside; what is around them stays. */
    void copy(Layouts kernels, float[] from, int offset, float[] framed) {
        for (int plane = 0; plane < planes; plane++) {
            int source = offset + plane * innerHeight * innerWidth;
            int to = plane * plane() + top * width + left;
            kernels.copy(from, source, innerWidth, framed, to, width, innerHeight, innerWidth);
        }
    }

    /** As {@link #copy}, but with the values of all planes at one place side by side. */
    void copyInterleaved(Layouts kernels, float[] from, int offset, float[] framed) {
        for (int line = 0; line < innerHeight; line++) {
            int source = offset + line * innerWidth;
            int to = ((top + line) * width + left) * planes;
            kernels.transpose(from, source, innerHeight * innerWidth, framed, to, planes, planes, innerWidth);
        }
    }
}
