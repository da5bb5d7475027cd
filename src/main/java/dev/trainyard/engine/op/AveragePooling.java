package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mean of each window, padding counted as zeros, as PyTorch does: [C, H, W] gives [C, H', W'], and [T, C] gives [T', C]
 * when the window is one place wide.
 *
 * <pre>
 * y[i] = Σ x[window i] / taps        dx[j] = Σ dy[i] / taps over the windows i that hold j
 * </pre>
 */
public record AveragePooling(Window vertical, Window horizontal) implements Op {

    @Override
    public String name() {
        return "average_pooling";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Planes.of(inputs.getFirst(), vertical, horizontal).output(inputs.getFirst());
    }

    @Override
    public boolean overwrites(int input) {
        return true;
    }

    @Override
    public Computation bind(Site site) {
        return new Bound(site, Planes.of(site.inputShape(0), vertical, horizontal));
    }

    private static final class Bound implements Computation {

        private final Planes planes;
        private final float share;
        private final float[] x;
        private final float[] y;
        private final float[] dy;
        private final float @Nullable [] dx;
        private final boolean accumulates;

        Bound(Site site, Planes planes) {
            this.planes = planes;
            share = 1f / planes.taps();
            x = site.input(0);
            y = site.output();
            dy = site.outputGradient();
            dx = site.inputGradient(0);
            accumulates = site.accumulates(0);
        }

        @Override
        public void forward(Step step, Worker worker) {
            int count = step.rows() * planes.planes();
            for (int plane = worker.index(); plane < count; plane += worker.count()) {
                int out = plane * planes.outPlane();
                Arrays.fill(y, out, out + planes.outPlane(), 0);
                walk(plane, x, y, null);
                for (int i = out; i < out + planes.outPlane(); i++) {
                    y[i] *= share;
                }
            }
        }

        @Override
        public void backward(Step step, Worker worker) {
            int count = step.rows() * planes.planes();
            for (int plane = worker.index(); dx != null && plane < count; plane += worker.count()) {
                int start = plane * planes.inPlane();
                if (!accumulates) {
                    Arrays.fill(dx, start, start + planes.inPlane(), 0);
                }
                walk(plane, x, dy, dx);
            }
        }

        /** Visits every tap of every window: adds x to {@code out}, or, given the gradient of x, a share of {@code out} to that. */
        private void walk(int plane, float[] in, float[] out, float @Nullable [] gradient) {
            for (int line = 0; line < planes.outHeight(); line++) {
                int at = plane * planes.outPlane() + line * planes.outLine();
                for (int ky = 0; ky < planes.vertical().size(); ky++) {
                    int height = planes.vertical().position(line, ky);
                    if (height >= 0 && height < planes.height()) {
                        int from = plane * planes.inPlane() + height * planes.width() * planes.run();
                        walkLine(from, at, in, out, gradient);
                    }
                }
            }
        }

        private void walkLine(int from, int at, float[] in, float[] out, float @Nullable [] gradient) {
            int run = planes.run();
            for (int place = 0; place < planes.outWidth(); place++) {
                for (int kx = 0; kx < planes.horizontal().size(); kx++) {
                    int width = planes.horizontal().position(place, kx);
                    if (width < 0 || width >= planes.width()) {
                        continue;
                    }
                    int source = from + width * run;
                    int target = at + place * run;
                    for (int i = 0; i < run; i++) {
                        if (gradient == null) {
                            out[target + i] += in[source + i];
                        } else {
                            gradient[source + i] += share * out[target + i];
                        }
                    }
                }
            }
        }
    }
}
