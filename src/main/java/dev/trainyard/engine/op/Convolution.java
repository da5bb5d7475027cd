package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.kernel.Epilogue;
import dev.trainyard.engine.kernel.Form;
import dev.trainyard.engine.kernel.Matmul;
import dev.trainyard.engine.kernel.MatmulShape;
import dev.trainyard.engine.kernel.Worker;

/** The forward pass of {@link Convolve}: every part takes some examples, gathers their patches and multiplies. */
final class Convolution {

    private final Geometry geometry;
    private final int parts;
    private final float[] x;
    private final float[] weight;
    private final float[] y;
    private final float[][] patches;
    private final StripProduct[] products;

    Convolution(Site site, Geometry geometry) {
        this.geometry = geometry;
        parts = site.parts();
        x = site.input(0);
        weight = site.input(1);
        y = site.output();
        patches = new float[parts][];
        products = new StripProduct[parts];
        for (int part = 0; part < parts; part++) {
            patches[part] = site.scratch(geometry.stripFloats());
            products[part] = new StripProduct(
                    geometry,
                    width -> site.matmul(
                            new MatmulShape(
                                    Form.NN,
                                    geometry.outputs(),
                                    width,
                                    geometry.depth(),
                                    geometry.depth(),
                                    width,
                                    geometry.outPlane()),
                            Epilogue.STORE));
        }
    }

    void run(int rows, Worker worker) {
        for (int part = worker.index(); part < parts; part += worker.count()) {
            for (int row = Parts.from(rows, part, parts); row < Parts.from(rows, part + 1, parts); row++) {
                for (int group = 0; group < geometry.groups(); group++) {
                    for (int strip = 0; strip < geometry.strips(); strip++) {
                        run(row, group, strip, part);
                    }
                }
            }
        }
    }

    private void run(int row, int group, int strip, int part) {
        int image = row * geometry.inputImage() + group * geometry.inputGroup();
        int weights = group * geometry.outputs() * geometry.depth();
        int out = row * geometry.outputImage()
                + group * geometry.outputs() * geometry.outPlane()
                + geometry.fromLine(strip) * geometry.columns().outWidth();
        Matmul product = products[part].of(strip);
        if (geometry.columns().trivial()) {
            product.run(weight, weights, x, image, y, out, geometry.outputs(), Worker.SOLO);
            return;
        }
        int from = geometry.fromLine(strip);
        int to = geometry.toLine(strip);
        geometry.columns().gather(x, image, patches[part], 0, 0, geometry.depth(), from, to);
        product.run(weight, weights, patches[part], 0, y, out, geometry.outputs(), Worker.SOLO);
    }
}
