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
    private final Patches patches;
    private final Layouts layouts;
    private final int parts;
    private final float[] x;
    private final float[] weight;
    private final float[] y;
    private final float[][] copies;
    private final GatheredMatmul[] products;
    private final Activations kernels;
    private final @Nullable Activation activation;

    Convolution(Site site, Geometry geometry, boolean biased, @Nullable Activation activation) {
        this.geometry = geometry;
        this.kernels = site.kernels().activations();
        this.activation = activation;
        patches = Patches.ofInput(
                geometry, site.kernels().gatheredMatmuls().readsSingly(geometry.outputs(), geometry.depth(), false));
        layouts = site.kernels().layouts();
        parts = site.parts();
        x = site.input(0);
        weight = site.input(1);
        y = site.output();
        copies = new float[parts][];
        products = new GatheredMatmul[parts];
        Gather weights = Gather.matrix(geometry.outputs(), geometry.depth(), geometry.depth(), 1);
        Gather read = new Gather(patches.places(geometry.outHeight(), geometry.outWidth()), depths());
        float[] bias = biased ? site.input(2) : null;
        for (int part = 0; part < parts; part++) {
            copies[part] = site.scratch(patches.none() ? 0 : patches.floats());
            products[part] = site.matmul(GatheredShape.of(weights, read, geometry.outPlane(), false, bias));
        }
    }

    private int[] depths() {
        int[] depths = new int[geometry.depth()];
        for (int i = 0; i < depths.length; i++) {
            int tap = i % geometry.taps();
            int line = tap / geometry.horizontal().size() * geometry.vertical().dilation();
            depths[i] = patches.offset(
                    i / geometry.taps(), line, tap % geometry.horizontal().size());
        }
        return depths;
    }

    void run(int rows, Worker worker) {
        for (int part = worker.index(); part < parts; part += worker.count()) {
            int to = Parts.from(rows, part + 1, parts);
            if (!patches.none()) {
                patches.clear(copies[part]);
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
        if (patches.none()) {
            products[part].run(x, geometry.input(row, group), y, from);
        } else {
            patches.copy(layouts, x, geometry.input(row, group), copies[part]);
            products[part].run(copies[part], 0, y, from);
        }
        if (activation != null) {
            activation.forward(kernels, y, y, from, from + geometry.outputs() * geometry.outPlane());
        }
    }
}
