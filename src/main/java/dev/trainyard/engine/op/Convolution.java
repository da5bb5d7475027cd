package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.kernel.Activation;
import dev.trainyard.engine.kernel.Activations;
import dev.trainyard.engine.kernel.Epilogue;
import dev.trainyard.engine.kernel.Form;
import dev.trainyard.engine.kernel.MatmulShape;
import dev.trainyard.engine.kernel.Worker;
import org.jspecify.annotations.Nullable;

/** The forward pass of {@link Convolve}: every part takes some examples, gathers their patches and multiplies. */
final class Convolution {

    private final Geometry geometry;
    private final int parts;
    private final float[] x;
    private final float[] weight;
    private final float[] y;
    private final float[][] patches;
    private final StripProduct[] products;
    private final Activations kernels;
    private final float @Nullable [] bias;
    private final @Nullable Activation activation;

    Convolution(Site site, Geometry geometry, boolean biased, @Nullable Activation activation) {
        this.geometry = geometry;
        this.kernels = site.kernels().activations();
        this.bias = biased ? site.input(2) : null;
        this.activation = activation;
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
        float[] matrix = x;
        if (!geometry.columns().trivial()) {
            matrix = patches[part];
            int from = geometry.fromLine(strip);
            geometry.columns().gather(x, image, matrix, 0, 0, geometry.depth(), from, geometry.toLine(strip));
            image = 0;
        }
        products[part].of(strip).run(weight, weights, matrix, image, y, out, geometry.outputs(), Worker.SOLO);
        finish(out, group, geometry.stripWidth(strip));
    }

    /** Adds the bias and applies the activation while the strip is still in the cache. */
    private void finish(int out, int group, int width) {
        for (int output = 0; output < geometry.outputs(); output++) {
            int from = out + output * geometry.outPlane();
            int to = from + width;
            if (bias != null) {
                float shift = bias[group * geometry.outputs() + output];
                for (int i = from; i < to; i++) {
                    y[i] += shift;
                }
            }
            if (activation != null) {
                activation.forward(kernels, y, y, from, to);
            }
        }
    }
}
