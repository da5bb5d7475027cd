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

    int plane() {
        return height * width;
    }

    long floats() {
        return Math.multiplyExact((long) planes, plane());
    }

    void clear(float[] framed) {
        Arrays.fill(framed, 0, (int) floats(), 0);
    }

    /**
     * Copies planes inside, the values of all at one place side by side; what is around them stays.
     *
     * @param tight room for the planes
     */
    void copyInterleaved(Layouts kernels, float[] from, int offset, float[] tight, float[] framed) {
        int places = innerHeight * innerWidth;
        int line = innerWidth * planes;
        kernels.transpose(from, offset, places, tight, 0, planes, planes, places);
        kernels.copy(tight, 0, line, framed, (top * width + left) * planes, width * planes, innerHeight, line);
    }
}
