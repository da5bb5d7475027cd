package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.kernel.Gather;
import dev.trainyard.engine.kernel.GatheredMatmuls;
import dev.trainyard.engine.kernel.Layouts;
import dev.trainyard.engine.kernel.Worker;
import java.util.Arrays;

/**
 * dW of a convolution that keeps each channel for itself: channels to lanes, of X and dY with interleaved channels. Every part
 * takes some channels for all examples.
 */
final class DepthwiseWeightGradient implements WeightGradient {

    /** Of channels: whole registers, and no cache line that two parts write. */
    private static final int UNIT = 16;

    private final Geometry geometry;
    private final Layouts layouts;
    private final GatheredMatmuls kernels;
    private final float[] x;
    private final float[] dy;
    private final float[] gradient;
    private final boolean accumulates;
    private final Part[] parts;

    /** Some channels, and room for what they need. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Part(
            int from,
            int channels,
            Frame frame,
            Gather patches,
            float[] tight,
            float[] framed,
            float[] dy,
            float[] sums) {}

    DepthwiseWeightGradient(Site site, Geometry geometry, float[] dy, float[] gradient) {
        this.geometry = geometry;
        this.dy = dy;
        this.gradient = gradient;
        Frame frame = Frame.ofInput(geometry);
        layouts = site.kernels().layouts();
        kernels = site.kernels().gatheredMatmuls();
        x = site.input(0);
        accumulates = site.accumulates(1);
        parts = new Part[site.parts()];
        for (int i = 0; i < parts.length; i++) {
            int from = Parts.from(geometry.groups(), i, parts.length, UNIT);
            int channels = Parts.from(geometry.groups(), i + 1, parts.length, UNIT) - from;
            parts[i] = new Part(
                    from,
                    channels,
                    frame.of(channels),
                    new Gather(geometry.tapOffsets(frame, channels), geometry.places(frame, channels)),
                    site.scratch((long) channels * geometry.plane()),
                    site.scratch(channels * frame.floats()),
                    site.scratch((long) channels * geometry.outPlane()),
                    site.scratch((long) channels * geometry.taps()));
        }
    }

    /** Whether a convolution is one. */
    static boolean suits(Geometry geometry) {
        return geometry.groups() > 1 && geometry.channels() == 1 && geometry.outputs() == 1;
    }

    @Override
    public void run(int rows, Worker worker) {
        for (int i = worker.index(); i < parts.length; i += worker.count()) {
            if (parts[i].channels > 0) {
                run(rows, parts[i]);
            }
        }
    }

    private void run(int rows, Part part) {
        part.frame.clear(part.framed);
        Arrays.fill(part.sums, 0, part.channels * geometry.taps(), 0);
        int places = geometry.outPlane();
        for (int row = 0; row < rows; row++) {
            part.frame.copyInterleaved(layouts, x, geometry.input(row, part.from), part.tight, part.framed);
            int from = geometry.output(row, part.from);
            layouts.transpose(dy, from, places, part.dy, 0, part.channels, part.channels, places);
            kernels.addByColumns(part.patches, part.framed, part.dy, part.channels, part.sums);
        }
        for (int channel = 0; channel < part.channels; channel++) {
            for (int tap = 0; tap < geometry.taps(); tap++) {
                int to = geometry.weight(part.from + channel) + tap;
                float sum = part.sums[tap * part.channels + channel];
                gradient[to] = accumulates ? gradient[to] + sum : sum;
            }
        }
    }
}
