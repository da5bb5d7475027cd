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
 * dW = Σ dY Xᵀ over the examples in order, X being their patches. Where X is read value by value, its rows are (channel, tap)
 * as in dW, and the sums lie row of X by row of X. Else they are (tap, channel) of an image with interleaved channels, so that
 * neighbors in a row of dW are neighbors in memory.
 */
final class ConvolutionWeightGradient implements WeightGradient {

    /** Of outputs: whole tiles, and no cache line that two parts write. */
    private static final int OUTPUTS = 32;
    /** The same of rows of X. */
    private static final int ROWS = 16;

    private final Geometry geometry;
    private final boolean singly;
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
    /** A part's dY of one example: packing reads many rows at once, which is fast only from a near cache. */
    private final float[][] near;

    private final @Nullable GatheredMatmul[] products;
    private final Share[] shares;

    ConvolutionWeightGradient(Site site, Geometry geometry, float[] dy, float[] gradient) {
        this.geometry = geometry;
        this.dy = dy;
        this.gradient = gradient;
        singly = site.kernels().gatheredMatmuls().readsSingly(geometry.outputs(), geometry.outPlane(), true);
        frame = Frame.ofInput(geometry);
        layouts = site.kernels().layouts();
        parts = site.parts();
        x = site.input(0);
        accumulates = site.accumulates(1);
        sums = site.scratch((long) geometry.groups() * geometry.outputs() * geometry.depth());
        framed = new float[parts][];
        tight = new float[parts][];
        near = new float[parts][];
        products = new GatheredMatmul[parts];
        shares = new Share[parts];
        int[] places = geometry.places(frame, singly ? 1 : geometry.channels());
        int[] depths = depths();
        for (int part = 0; part < parts; part++) {
            framed[part] = site.scratch(singly && frame.none() ? 0 : frame.floats());
            tight[part] = site.scratch(singly ? 0 : (long) geometry.channels() * geometry.plane());
            Share share = share(part);
            shares[part] = share;
            near[part] = site.scratch((long) share.outputs() * geometry.outPlane());
            if (share.some()) {
                Gather outputs = Gather.matrix(share.outputs(), geometry.outPlane(), geometry.outPlane(), 1);
                Gather patches = new Gather(Arrays.copyOfRange(depths, share.from, share.to), places);
                products[part] = site.matmul(
                        singly
                                ? GatheredShape.byColumns(outputs, patches, geometry.outputs(), true)
                                : GatheredShape.of(outputs, patches, geometry.depth(), true));
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
        if (outputs >= OUTPUTS * parts) {
            int first = Parts.from(outputs, part, parts, OUTPUTS);
            return new Share(0, groups, first, Parts.from(outputs, part + 1, parts, OUTPUTS), 0, depth);
        }
        int from = Parts.from(depth, part, parts, ROWS);
        return new Share(0, groups, 0, outputs, from, Parts.from(depth, part + 1, parts, ROWS));
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

    /** Where each row of X reads. */
    private int[] depths() {
        int[] taps = geometry.tapOffsets(frame, singly ? 1 : geometry.channels());
        int[] depths = new int[geometry.depth()];
        for (int i = 0; i < depths.length; i++) {
            int weight = weight(i);
            int channel = weight / geometry.taps();
            depths[i] = taps[weight % geometry.taps()] + (singly ? channel * frame.plane() : channel);
        }
        return depths;
    }

    /** The place (channel, tap) of a row of X among the weights of an output. */
    private int weight(int row) {
        return singly ? row : row % geometry.channels() * geometry.taps() + row / geometry.channels();
    }

    /** The place of a sum of a group. */
    private int sum(int output, int row) {
        return singly ? row * geometry.outputs() + output : output * geometry.depth() + row;
    }

    @Override
    public void run(int rows, Worker worker) {
        for (int part = worker.index(); part < parts; part += worker.count()) {
            GatheredMatmul product = products[part];
            Share share = shares[part];
            if (product != null) {
                if (!singly || !frame.none()) {
                    frame.clear(framed[part]);
                }
                for (int group = share.firstGroup; group < share.lastGroup; group++) {
                    run(rows, group, part, share, product);
                }
            }
        }
    }

    private void run(int rows, int group, int part, Share share, GatheredMatmul product) {
        int start = geometry.weight(group);
        clear(start, share);
        int to = start + sum(share.firstOutput, share.from);
        for (int row = 0; row < rows; row++) {
            int from = geometry.output(row, group) + share.firstOutput * geometry.outPlane();
            System.arraycopy(dy, from, near[part], 0, share.outputs() * geometry.outPlane());
            product.load(near[part], 0, 0);
            if (singly && frame.none()) {
                product.run(x, geometry.input(row, group), sums, to);
            } else {
                copy(geometry.input(row, group), part);
                product.run(framed[part], 0, sums, to);
            }
        }
        finish(start, share);
    }

    private void copy(int from, int part) {
        if (singly) {
            frame.copy(layouts, x, from, framed[part]);
        } else {
            frame.copyInterleaved(layouts, x, from, tight[part], framed[part]);
        }
    }

    private void clear(int start, Share share) {
        for (int output = share.firstOutput; output < share.lastOutput; output++) {
            for (int row = share.from; row < share.to; row++) {
                sums[start + sum(output, row)] = 0;
            }
        }
    }

    private void finish(int start, Share share) {
        for (int output = share.firstOutput; output < share.lastOutput; output++) {
            for (int row = share.from; row < share.to; row++) {
                int to = start + output * geometry.depth() + weight(row);
                float sum = sums[start + sum(output, row)];
                gradient[to] = accumulates ? gradient[to] + sum : sum;
            }
        }
    }
}
