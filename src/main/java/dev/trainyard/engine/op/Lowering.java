package dev.trainyard.engine.op;

import dev.trainyard.engine.kernel.Layouts;
import java.util.Arrays;
import java.util.List;

/**
 * Planes copied once for each horizontal tap of a window, with zeros above and below, such that what any one tap reads for
 * neighboring places lies side by side, also from one line to the next. The vertical taps share a copy.
 * Cho and Brand, "MEC: memory-efficient convolution for deep neural network" (2017).
 *
 * <p>Lines at a distance of the vertical stride follow each other; so each plane has {@code stride} phases of lines.
 *
 * @param phaseLines framed lines of a phase
 * @param top zero lines above
 * @param copies one per horizontal tap
 */
@SuppressWarnings("ArrayRecordComponent")
record Lowering(int planes, int height, int width, int stride, int phaseLines, int top, Copy[] copies)
        implements Patches {

    /**
     * What one tap reads: place j of a line finds position {@code first + j · step}.
     *
     * @param start of the copy
     * @param places of a line
     */
    record Copy(int start, int places, int first, int step) {}

    /** The input of a group, as the windows pad it. */
    static Lowering ofInput(Geometry geometry) {
        Window lines = geometry.vertical();
        Window columns = geometry.horizontal();
        int phaseLines = Math.ceilDiv(geometry.height() + 2 * lines.padding(), lines.stride());
        Copy[] copies = new Copy[columns.size()];
        int start = 0;
        for (int tap = 0; tap < copies.length; tap++) {
            copies[tap] = new Copy(start, geometry.outWidth(), columns.position(0, tap), columns.stride());
            start = Math.addExact(start, plane(geometry.channels(), lines.stride() * phaseLines, geometry.outWidth()));
        }
        return new Lowering(
                geometry.channels(),
                geometry.height(),
                geometry.width(),
                lines.stride(),
                phaseLines,
                lines.padding(),
                copies);
    }

    /** The gradient of a group's output, as the phases of the input read it. */
    static Lowering ofGradient(Geometry geometry, List<Phase> vertical, List<Phase> horizontal) {
        int top = Phase.before(vertical);
        int lines = top + geometry.outHeight() + Phase.after(vertical, geometry.outHeight());
        Copy[] copies = new Copy[geometry.horizontal().size()];
        int start = 0;
        for (int tap = 0; tap < copies.length; tap++) {
            int places = 0;
            int first = 0;
            for (Phase phase : horizontal) {
                int index = phase.taps().indexOf(tap);
                places = index < 0 ? places : phase.count();
                first = index < 0 ? first : phase.shifts().get(index);
            }
            copies[tap] = new Copy(start, places, first, 1);
            start = Math.addExact(start, plane(geometry.outputs(), lines, places));
        }
        return new Lowering(geometry.outputs(), geometry.outHeight(), geometry.outWidth(), 1, lines, top, copies);
    }

    private static int plane(int planes, int lines, int places) {
        return Math.multiplyExact(planes, Math.multiplyExact(lines, places));
    }

    @Override
    public boolean none() {
        return copies.length == 1
                && stride * phaseLines == height
                && stride == 1
                && copies[0].equals(new Copy(0, width, 0, 1));
    }

    int lines() {
        return stride * phaseLines;
    }

    @Override
    public long floats() {
        Copy last = copies[copies.length - 1];
        return last.start() + (long) plane(planes, lines(), last.places());
    }

    @Override
    public void clear(float[] lowered) {
        Arrays.fill(lowered, 0, (int) floats(), 0);
    }

    @Override
    public int[] places(int lines, int columns) {
        int[] places = new int[lines * columns];
        Arrays.setAll(places, place -> place);
        return places;
    }

    @Override
    public int offset(int plane, int line, int copy) {
        Copy from = copies[copy];
        int place = line % stride * phaseLines + line / stride;
        return from.start() + (plane * lines() + place) * from.places();
    }

    @Override
    public void copy(Layouts kernels, float[] from, int offset, float[] lowered) {
        for (Copy copy : copies) {
            for (int plane = 0; plane < planes; plane++) {
                int source = offset + plane * height * width;
                int to = copy.start() + plane * lines() * copy.places();
                if (stride == 1 && copy.step() == 1 && copy.places() == width && width < height * width) {
                    shift(from, source, lowered, to + top * width, copy.first());
                } else {
                    lines(kernels, from, source, lowered, to, copy);
                }
            }
        }
    }

    /** All lines at once, then zeros where a line reads what belongs to its neighbor. */
    private void shift(float[] from, int source, float[] lowered, int to, int first) {
        int size = height * width;
        int skipped = Math.clamp(-first, 0, size);
        int count = Math.max(0, size - Math.abs(first));
        System.arraycopy(from, source + Math.max(0, first), lowered, to + skipped, count);
        int zeros = Math.min(width, Math.abs(first));
        int column = first < 0 ? 0 : width - zeros;
        for (int line = 0; line < height; line++) {
            for (int i = 0; i < zeros; i++) {
                lowered[to + line * width + column + i] = 0;
            }
        }
    }

    private void lines(Layouts kernels, float[] from, int source, float[] lowered, int to, Copy copy) {
        int begin = Math.clamp(Math.ceilDiv(-copy.first(), copy.step()), 0, copy.places());
        int end = Math.clamp(Math.ceilDiv(width - copy.first(), copy.step()), begin, copy.places());
        for (int phase = 0; phase < stride; phase++) {
            int line = Math.floorMod(phase - top, stride);
            int count = line < height ? Math.ceilDiv(height - line, stride) : 0;
            int target = to + (phase * phaseLines + (line + top) / stride) * copy.places() + begin;
            int at = source + line * width + copy.first() + begin * copy.step();
            if (copy.step() == 1) {
                kernels.copy(from, at, stride * width, lowered, target, copy.places(), count, end - begin);
            } else {
                spread(from, at, stride * width, copy.step(), lowered, target, copy.places(), count, end - begin);
            }
        }
    }

    private static void spread(
            float[] from, int at, int lineStep, int step, float[] to, int target, int places, int lines, int columns) {
        for (int line = 0; line < lines; line++) {
            for (int j = 0; j < columns; j++) {
                to[target + line * places + j] = from[at + line * lineStep + j * step];
            }
        }
    }
}
