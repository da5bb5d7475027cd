package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.kernel.Elementwise;
import dev.trainyard.engine.kernel.Epilogue;
import dev.trainyard.engine.kernel.Form;
import dev.trainyard.engine.kernel.Matmul;
import dev.trainyard.engine.kernel.MatmulShape;
import dev.trainyard.engine.kernel.Worker;
import org.jspecify.annotations.Nullable;

/** The backward pass of {@link Convolve}. */
final class ConvolutionGradients {

    private static final int ROW_UNIT = 16;

    private final Geometry geometry;
    private final Elementwise kernels;
    private final int parts;
    private final float[] x;
    private final float[] weight;
    private final float[] dy;
    private final float @Nullable [] dx;
    private final float @Nullable [] dWeight;
    private final boolean addsInput;
    private final boolean addsWeight;
    private final float[][] patches;
    private final @Nullable StripProduct[] weightProducts;
    private final @Nullable StripProduct[] inputProducts;

    ConvolutionGradients(Site site, Geometry geometry, float[] dz) {
        this.geometry = geometry;
        this.kernels = site.kernels().elementwise();
        parts = site.parts();
        x = site.input(0);
        weight = site.input(1);
        dy = dz;
        dx = site.inputGradient(0);
        dWeight = site.inputGradient(1);
        addsInput = site.accumulates(0);
        addsWeight = site.accumulates(1);
        patches = new float[parts][];
        weightProducts = new StripProduct[parts];
        inputProducts = new StripProduct[parts];
        for (int part = 0; part < parts; part++) {
            patches[part] = site.scratch(site.training() ? geometry.stripFloats() : 0);
            int depth = toDepth(part) - fromDepth(part);
            weightProducts[part] = dWeight == null || depth == 0 ? null : weightProduct(site, depth);
            inputProducts[part] = dx == null ? null : inputProduct(site);
        }
    }

    /** dW[:, rows of the part] += dY Xᵀ. */
    private StripProduct weightProduct(Site site, int depth) {
        return new StripProduct(
                geometry,
                width -> site.matmul(
                        new MatmulShape(
                                Form.NT,
                                geometry.outputs(),
                                depth,
                                width,
                                geometry.outPlane(),
                                patchStride(width),
                                geometry.depth()),
                        Epilogue.ADD));
    }

    /** dX = Wᵀ dY, straight into the gradient where patches and image are the same. */
    private StripProduct inputProduct(Site site) {
        boolean straight = geometry.columns().trivial();
        return new StripProduct(
                geometry,
                width -> site.matmul(
                        new MatmulShape(
                                Form.TN,
                                geometry.depth(),
                                width,
                                geometry.outputs(),
                                geometry.depth(),
                                geometry.outPlane(),
                                patchStride(width)),
                        straight && addsInput ? Epilogue.ADD : Epilogue.STORE));
    }

    private int patchStride(int width) {
        return geometry.columns().trivial() ? geometry.outPlane() : width;
    }

    private int fromDepth(int part) {
        return Parts.from(geometry.depth(), part, parts, ROW_UNIT);
    }

    private int toDepth(int part) {
        return fromDepth(part + 1);
    }

    private int gradientAt(int row, int group, int strip) {
        return row * geometry.outputImage()
                + group * geometry.outputs() * geometry.outPlane()
                + geometry.fromLine(strip) * geometry.columns().outWidth();
    }

    private int imageAt(int row, int group) {
        return row * geometry.inputImage() + group * geometry.inputGroup();
    }

    void weight(int rows, Worker worker) {
        for (int part = worker.index(); part < parts; part += worker.count()) {
            StripProduct products = weightProducts[part];
            if (products != null && dWeight != null) {
                weight(rows, part, products, dWeight);
            }
        }
    }

    private void weight(int rows, int part, StripProduct products, float[] gradient) {
        if (!addsWeight) {
            zero(gradient, part);
        }
        for (int row = 0; row < rows; row++) {
            for (int group = 0; group < geometry.groups(); group++) {
                for (int strip = 0; strip < geometry.strips(); strip++) {
                    weight(row, group, strip, part, products.of(strip), gradient);
                }
            }
        }
    }

    private void zero(float[] gradient, int part) {
        for (int output = 0; output < geometry.groups() * geometry.outputs(); output++) {
            int start = output * geometry.depth();
            kernels.fill(0, gradient, start + fromDepth(part), start + toDepth(part));
        }
    }

    private void weight(int row, int group, int strip, int part, Matmul product, float[] gradient) {
        int depth = fromDepth(part);
        int out = gradientAt(row, group, strip);
        int target = group * geometry.outputs() * geometry.depth() + depth;
        int image = imageAt(row, group);
        if (geometry.columns().trivial()) {
            int channel = image + depth * geometry.outPlane();
            product.run(dy, out, x, channel, gradient, target, geometry.outputs(), Worker.SOLO);
            return;
        }
        int from = geometry.fromLine(strip);
        int to = geometry.toLine(strip);
        geometry.columns().gather(x, image, patches[part], 0, depth, toDepth(part), from, to);
        product.run(dy, out, patches[part], 0, gradient, target, geometry.outputs(), Worker.SOLO);
    }

    void input(int rows, Worker worker) {
        for (int part = worker.index(); part < parts; part += worker.count()) {
            StripProduct products = inputProducts[part];
            if (products != null && dx != null) {
                for (int row = Parts.from(rows, part, parts); row < Parts.from(rows, part + 1, parts); row++) {
                    input(row, part, products, dx);
                }
            }
        }
    }

    private void input(int row, int part, StripProduct products, float[] gradient) {
        boolean straight = geometry.columns().trivial();
        if (!straight && !addsInput) {
            kernels.fill(0, gradient, imageAt(row, 0), imageAt(row + 1, 0));
        }
        for (int group = 0; group < geometry.groups(); group++) {
            for (int strip = 0; strip < geometry.strips(); strip++) {
                float[] target = straight ? gradient : patches[part];
                int weights = group * geometry.outputs() * geometry.depth();
                int out = gradientAt(row, group, strip);
                int at = straight ? imageAt(row, group) : 0;
                products.of(strip).run(weight, weights, dy, out, target, at, geometry.outputs(), Worker.SOLO);
                if (!straight) {
                    int from = geometry.fromLine(strip);
                    int to = geometry.toLine(strip);
                    geometry.columns()
                            .scatter(patches[part], 0, gradient, imageAt(row, group), geometry.depth(), from, to);
                }
            }
        }
    }
}
