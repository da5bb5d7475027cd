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
 * dW = Σ dY Xᵀ over the examples in order, X being their patches. A part takes some of X's rows for all examples. Rows are
 * (tap, channel) of an image with interleaved channels, so that neighbors in a row of dW are neighbors in memory.
 */
final class ConvolutionWeightGradient {

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
        Gather outputs = Gather.matrix(geometry.outputs(), geometry.outPlane(), geometry.outPlane(), 1);
        int[] places = geometry.places(frame, geometry.channels());
        int[] depths = depths();
        for (int part = 0; part < parts; part++) {
            framed[part] = site.scratch(frame.floats());
            tight[part] = site.scratch((long) geometry.channels() * geometry.plane());
            if (from(part) < from(part + 1)) {
                Gather patches = new Gather(Arrays.copyOfRange(depths, from(part), from(part + 1)), places);
                products[part] = site.matmul(new GatheredShape(outputs, patches, geometry.depth(), true, null));
            }
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

    private int from(int part) {
        return Parts.from(geometry.depth(), part, parts, UNIT);
    }

    void run(int rows, Worker worker) {
        for (int part = worker.index(); part < parts; part += worker.count()) {
            GatheredMatmul product = products[part];
            if (product != null) {
                frame.clear(framed[part]);
                for (int group = 0; group < geometry.groups(); group++) {
                    run(rows, group, part, product);
                }
            }
        }
    }

    private void run(int rows, int group, int part, GatheredMatmul product) {
        int start = geometry.weight(group);
        for (int output = 0; output < geometry.outputs(); output++) {
            int line = start + output * geometry.depth();
            Arrays.fill(sums, line + from(part), line + from(part + 1), 0);
        }
        for (int row = 0; row < rows; row++) {
            frame.copyInterleaved(layouts, x, geometry.input(row, group), tight[part], framed[part]);
            product.load(dy, geometry.output(row, group), 0);
            product.run(framed[part], 0, sums, start + from(part));
        }
        for (int output = 0; output < geometry.outputs(); output++) {
            reorder(start + output * geometry.depth(), part);
        }
    }

    /** From (tap, channel) to (channel, tap). */
    private void reorder(int start, int part) {
        for (int i = from(part); i < from(part + 1); i++) {
            int to = start + i % geometry.channels() * geometry.taps() + i / geometry.channels();
            gradient[to] = accumulates ? gradient[to] + sums[start + i] : sums[start + i];
        }
    }
}
