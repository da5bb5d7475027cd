package dev.trainyard.engine.op;

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
    void copy(float[] from, int offset, float[] framed) {
        for (int line = 0; line < planes * innerHeight; line++) {
            int to = line / innerHeight * plane() + (top + line % innerHeight) * width + left;
            System.arraycopy(from, offset + line * innerWidth, framed, to, innerWidth);
        }
    }

    /** As {@link #copy}, but with the values of all planes at one place side by side. */
    void copyInterleaved(float[] from, int offset, float[] framed) {
        for (int line = 0; line < innerHeight; line++) {
            int to = ((top + line) * width + left) * planes;
            for (int plane = 0; plane < planes; plane++) {
                int source = offset + (plane * innerHeight + line) * innerWidth;
                for (int i = 0; i < innerWidth; i++) {
                    framed[to + i * planes + plane] = from[source + i];
                }
            }
        }
    }
}
