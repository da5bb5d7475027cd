package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.kernel.Gather;
import dev.trainyard.engine.kernel.GatheredMatmul;
import dev.trainyard.engine.kernel.GatheredShape;
import dev.trainyard.engine.kernel.Layouts;
import dev.trainyard.engine.kernel.Worker;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * dW = Σ dY Xᵀ over the examples in order, X being their patches. X's rows are (tap, channel) of an image with interleaved
 * channels, so that neighbors in a row of dW are neighbors in memory.
 */
final class ConvolutionWeightGradient {

    /** Of outputs or of rows: whole tiles, and no cache line that two parts write. */
    private static final int UNIT = 16;

    private final Geometry geometry;
    private final Frame frame;
    private final Layouts layouts;
    private final int parts;
    private final float[] x;
    private final float[] dy;
    private final float[] gradient;
    private final boolean accumulates;
    private final float[] sums;
    private final float[][] framed;
    private final float[][] tight;
    private final @Nullable GatheredMatmul[] products;
    private final Share[] shares;

    ConvolutionWeightGradient(Site site, Geometry geometry, float[] dy, float[] gradient) {
        this.geometry = geometry;
        this.dy = dy;
        this.gradient = gradient;
        frame = Frame.ofInput(geometry);
        layouts = site.kernels().layouts();
        parts = site.parts();
        x = site.input(0);
        accumulates = site.accumulates(1);
        sums = site.scratch((long) geometry.groups() * geometry.outputs() * geometry.depth());
        framed = new float[parts][];
        tight = new float[parts][];
        products = new GatheredMatmul[parts];
        shares = new Share[parts];
        int[] places = geometry.places(frame, geometry.channels());
        int[] depths = depths();
        for (int part = 0; part < parts; part++) {
            framed[part] = site.scratch(frame.floats());
            tight[part] = site.scratch((long) geometry.channels() * geometry.plane());
            Share share = share(part);
            shares[part] = share;
            if (share.some()) {
                Gather outputs = Gather.matrix(share.outputs(), geometry.outPlane(), geometry.outPlane(), 1);
                Gather patches = new Gather(Arrays.copyOfRange(depths, share.from, share.to), places);
                products[part] = site.matmul(new GatheredShape(outputs, patches, geometry.depth(), true, null));
            }
        }
    }

    /** Whole groups, else some outputs of all groups for all examples, or some of X's rows where there are few outputs. */
    private Share share(int part) {
        int groups = geometry.groups();
        int outputs = geometry.outputs();
        int depth = geometry.depth();
        if (groups > 1 && groups >= parts) {
            return new Share(
                    Parts.from(groups, part, parts), Parts.from(groups, part + 1, parts), 0, outputs, 0, depth);
        }
        if (outputs >= UNIT * parts) {
            int first = Parts.from(outputs, part, parts, UNIT);
            return new Share(0, groups, first, Parts.from(outputs, part + 1, parts, UNIT), 0, depth);
        }
        int from = Parts.from(depth, part, parts, UNIT);
        return new Share(0, groups, 0, outputs, from, Parts.from(depth, part + 1, parts, UNIT));
    }

    /** What one part computes: groups, and of each some outputs and some of X's rows. */
    private record Share(int firstGroup, int lastGroup, int firstOutput, int lastOutput, int from, int to) {

        boolean some() {
            return firstOutput < lastOutput && from < to;
        }

        int outputs() {
            return lastOutput - firstOutput;
        }
    }

    private int[] depths() {
        int[] taps = geometry.tapOffsets(frame, geometry.channels());
        int[] depths = new int[geometry.depth()];
        for (int i = 0; i < depths.length; i++) {
            depths[i] = taps[i / geometry.channels()] + i % geometry.channels();
        }
        return depths;
    }

    void run(int rows, Worker worker) {
        for (int part = worker.index(); part < parts; part += worker.count()) {
            GatheredMatmul product = products[part];
            Share share = shares[part];
            if (product != null) {
                frame.clear(framed[part]);
                for (int group = share.firstGroup; group < share.lastGroup; group++) {
                    run(rows, group, part, share, product);
                }
            }
        }
    }

    private void run(int rows, int group, int part, Share share, GatheredMatmul product) {
        int start = geometry.weight(group);
        for (int output = share.firstOutput; output < share.lastOutput; output++) {
            int line = start + output * geometry.depth();
            Arrays.fill(sums, line + share.from, line + share.to, 0);
        }
        for (int row = 0; row < rows; row++) {
            frame.copyInterleaved(layouts, x, geometry.input(row, group), tight[part], framed[part]);
            product.load(dy, geometry.output(row, group) + share.firstOutput * geometry.outPlane(), 0);
            product.run(framed[part], 0, sums, start + share.firstOutput * geometry.depth() + share.from);
        }
        for (int output = share.firstOutput; output < share.lastOutput; output++) {
            reorder(start + output * geometry.depth(), share);
        }
    }

    /** From (tap, channel) to (channel, tap). */
    private void reorder(int start, Share share) {
        for (int i = share.from; i < share.to; i++) {
            int to = start + i % geometry.channels() * geometry.taps() + i / geometry.channels();
            gradient[to] = accumulates ? gradient[to] + sums[start + i] : sums[start + i];
        }
    }
}
