package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.kernel.Activation;
import dev.trainyard.engine.kernel.Activations;
import dev.trainyard.engine.kernel.Gather;
import dev.trainyard.engine.kernel.GatheredMatmul;
import dev.trainyard.engine.kernel.GatheredShape;
import dev.trainyard.engine.kernel.Layouts;
import dev.trainyard.engine.kernel.Worker;
import org.jspecify.annotations.Nullable;

/** Y = W X for each example, X being its patches: row (channel, tap), column (place). Every part takes some examples. */
final class Convolution {

    private final Geometry geometry;
    private final Frame frame;
    private final Layouts layouts;
    private final int parts;
    private final float[] x;
    private final float[] weight;
    private final float[] y;
    private final float[][] framed;
    private final GatheredMatmul[] products;
    private final Activations kernels;
    private final @Nullable Activation activation;

    Convolution(Site site, Geometry geometry, boolean biased, @Nullable Activation activation) {
        this.geometry = geometry;
        this.kernels = site.kernels().activations();
        this.activation = activation;
        frame = Frame.ofInput(geometry);
        layouts = site.kernels().layouts();
        parts = site.parts();
        x = site.input(0);
        weight = site.input(1);
        y = site.output();
        framed = new float[parts][];
        products = new GatheredMatmul[parts];
        Gather weights = Gather.matrix(geometry.outputs(), geometry.depth(), geometry.depth(), 1);
        Gather patches = new Gather(geometry.places(frame, 1), depths());
        float[] bias = biased ? site.input(2) : null;
        for (int part = 0; part < parts; part++) {
            framed[part] = site.scratch(frame.none() ? 0 : frame.floats());
            products[part] = site.matmul(new GatheredShape(weights, patches, geometry.outPlane(), false, bias));
        }
    }

    private int[] depths() {
        int[] taps = geometry.tapOffsets(frame, 1);
        int[] depths = new int[geometry.depth()];
        for (int i = 0; i < depths.length; i++) {
            depths[i] = i / taps.length * frame.plane() + taps[i % taps.length];
        }
        return depths;
    }

    void run(int rows, Worker worker) {
        for (int part = worker.index(); part < parts; part += worker.count()) {
            int to = Parts.from(rows, part + 1, parts);
            if (!frame.none()) {
                frame.clear(framed[part]);
            }
            for (int group = 0; group < geometry.groups(); group++) {
                products[part].load(weight, geometry.weight(group), group * geometry.outputs());
                for (int row = Parts.from(rows, part, parts); row < to; row++) {
                    run(row, group, part);
                }
            }
        }
    }

    private void run(int row, int group, int part) {
        int from = geometry.output(row, group);
        if (frame.none()) {
            products[part].run(x, geometry.input(row, group), y, from);
        } else {
            frame.copy(layouts, x, geometry.input(row, group), framed[part]);
            products[part].run(framed[part], 0, y, from);
        }
        if (activation != null) {
            activation.forward(kernels, y, y, from, from + geometry.outputs() * geometry.outPlane());
        }
    }
}
