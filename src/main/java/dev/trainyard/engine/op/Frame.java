package dev.trainyard.engine.op;

import dev.trainyard.engine.kernel.Layouts;
import java.util.Arrays;
import java.util.List;

/**
 * Planes laid into larger ones of zeros, so that windows may reach over the edge.
 *
 * @param width of a framed plane
 * @param height of a framed plane
 * @param top zero lines above
 * @param left zero columns in front
 * @param lineStep lines from a place to the one below
 * @param columnStep columns from a place to the next
 * @param taps the column where each horizontal tap of the first place reads
 */
@SuppressWarnings("ArrayRecordComponent")
record Frame(
        int planes,
        int innerHeight,
        int innerWidth,
        int height,
        int width,
        int top,
        int left,
        int lineStep,
        int columnStep,
        int[] taps)
        implements Patches {

    /** Around the input of a group, as the windows pad it. */
    static Frame ofInput(Geometry geometry) {
        Window lines = geometry.vertical();
        Window columns = geometry.horizontal();
        int[] taps = new int[columns.size()];
        Arrays.setAll(taps, tap -> tap * columns.dilation());
        return new Frame(
                geometry.channels(),
                geometry.height(),
                geometry.width(),
                geometry.height() + 2 * lines.padding(),
                geometry.width() + 2 * columns.padding(),
                lines.padding(),
                columns.padding(),
                lines.stride(),
                columns.stride(),
                taps);
    }

    /** Around the gradient of a group's output, as the phases of the input read it. */
    static Frame ofGradient(Geometry geometry, List<Phase> vertical, List<Phase> horizontal) {
        int top = Phase.before(vertical);
        int left = Phase.before(horizontal);
        int[] taps = new int[geometry.horizontal().size()];
        for (Phase phase : horizontal) {
            for (int i = 0; i < phase.taps().size(); i++) {
                taps[phase.taps().get(i)] = left + phase.shifts().get(i);
            }
        }
        return new Frame(
                geometry.outputs(),
                geometry.outHeight(),
                geometry.outWidth(),
                top + geometry.outHeight() + Phase.after(vertical, geometry.outHeight()),
                left + geometry.outWidth() + Phase.after(horizontal, geometry.outWidth()),
                top,
                left,
                1,
                1,
                taps);
    }

    /** The same frame around another number of planes. */
    Frame of(int others) {
        return new Frame(others, innerHeight, innerWidth, height, width, top, left, lineStep, columnStep, taps);
    }

    @Override
    public boolean none() {
        return height == innerHeight && width == innerWidth;
    }

    @Override
    public int[] places(int lines, int columns) {
        int[] places = new int[lines * columns];
        Arrays.setAll(places, i -> i / columns * lineStep * width + i % columns * columnStep);
        return places;
    }

    @Override
    public int offset(int plane, int line, int tap) {
        return plane * plane() + line * width + taps[tap];
    }

    int plane() {
        return height * width;
    }

    @Override
    public long floats() {
        return Math.multiplyExact((long) planes, plane());
    }

    @Override
    public void clear(float[] framed) {
        Arrays.fill(framed, 0, (int) floats(), 0);
    }

    @Override
    public void copy(Layouts kernels, float[] from, int offset, float[] framed) {
        for (int plane = 0; plane < planes; plane++) {
            int source = offset + plane * innerHeight * innerWidth;
            int to = plane * plane() + top * width + left;
            kernels.copy(from, source, innerWidth, framed, to, width, innerHeight, innerWidth);
        }
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
