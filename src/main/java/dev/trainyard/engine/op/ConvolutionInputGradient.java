package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.kernel.Elementwise;
import dev.trainyard.engine.kernel.Layouts;
import dev.trainyard.engine.kernel.Worker;
import java.util.ArrayList;
import java.util.List;

/**
 * dX of a convolution: itself a convolution of dY, with the weights turned around, without stride once the input is taken
 * apart into {@link Phase}s. Every part takes some examples.
 */
final class ConvolutionInputGradient {

    private final Geometry geometry;
    private final Elementwise kernels;
    private final Patches patches;
    private final Layouts layouts;
    private final int parts;
    private final float[] weight;
    private final float[] dy;
    private final float[] gradient;
    private final boolean accumulates;
    private final float[][] copies;
    private final float[][] results;
    private final PhaseProduct[][] products;

    ConvolutionInputGradient(Site site, Geometry geometry, float[] dy, float[] gradient) {
        this.geometry = geometry;
        this.kernels = site.kernels().elementwise();
        this.dy = dy;
        this.gradient = gradient;
        layouts = site.kernels().layouts();
        parts = site.parts();
        weight = site.input(1);
        accumulates = site.accumulates(0);
        List<Phase> vertical = Phase.of(geometry.vertical(), geometry.height());
        List<Phase> horizontal = Phase.of(geometry.horizontal(), geometry.width());
        int terms = geometry.outputs() * Phase.fewestTaps(vertical) * Phase.fewestTaps(horizontal);
        boolean singly = site.kernels().gatheredMatmuls().readsSingly(geometry.channels(), terms, false);
        patches = Patches.ofGradient(geometry, vertical, horizontal, singly);
        copies = new float[parts][];
        results = new float[parts][];
        products = new PhaseProduct[parts][];
        long largest =
                (long) vertical.getFirst().count() * horizontal.getFirst().count() * geometry.channels();
        for (int part = 0; part < parts; part++) {
            copies[part] = site.scratch(patches.none() ? 0 : patches.floats());
            results[part] = site.scratch(geometry.dense() ? 0 : largest);
            List<PhaseProduct> all = new ArrayList<>();
            for (Phase lines : vertical) {
                for (Phase columns : horizontal) {
                    all.add(PhaseProduct.of(site, geometry, patches, lines, columns));
                }
            }
            products[part] = all.toArray(PhaseProduct[]::new);
        }
    }

    void run(int rows, Worker worker) {
        for (int part = worker.index(); part < parts; part += worker.count()) {
            if (!patches.none()) {
                patches.clear(copies[part]);
            }
            int from = Parts.from(rows, part, parts);
            int to = Parts.from(rows, part + 1, parts);
            if (!accumulates && !geometry.dense()) {
                kernels.fill(0, gradient, geometry.input(from, 0), geometry.input(to, 0));
            }
            for (int group = 0; group < geometry.groups(); group++) {
                for (PhaseProduct product : products[part]) {
                    product.load(weight, geometry.weight(group));
                }
                for (int row = from; row < to; row++) {
                    run(row, group, part);
                }
            }
        }
    }

    private void run(int row, int group, int part) {
        float[] from = patches.none() ? dy : copies[part];
        int start = patches.none() ? geometry.output(row, group) : 0;
        if (!patches.none()) {
            patches.copy(layouts, dy, geometry.output(row, group), from);
        }
        for (PhaseProduct product : products[part]) {
            product.run(from, start, results[part], gradient, geometry.input(row, group));
        }
    }
}
