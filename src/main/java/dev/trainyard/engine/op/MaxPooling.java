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
 * The largest value of each window: [C, H, W] gives [C, H', W'], and [T, C] gives [T', C] when the window is one place wide.
 * Padding never wins. The gradient goes to the first of the largest.
 *
 * <pre>
 * y[i] = max x[window i]        dx[argmax of window i] += dy[i]
 * </pre>
 */
public record MaxPooling(Window vertical, Window horizontal) implements Op {

    @Override
    public String name() {
        return "max_pooling";
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
        private final float[] x;
        private final float[] y;
        private final float[] dy;
        private final float @Nullable [] dx;
        private final boolean accumulates;
        /** The tap that won, as a number; exact, since windows have fewer than 2²⁴ taps. */
        private final float[] winners;

        Bound(Site site, Planes planes) {
            this.planes = planes;
            x = site.input(0);
            y = site.output();
            dy = site.outputGradient();
            dx = site.inputGradient(0);
            accumulates = site.accumulates(0);
            winners = site.saved(
                    Math.multiplyExact(site.capacity(), site.outputShape().size()));
        }

        @Override
        public void forward(Step step, Worker worker) {
            int lines = step.rows() * planes.planes() * planes.outHeight();
            for (int line = worker.from(lines); line < worker.to(lines); line++) {
                int out = line * planes.outLine();
                Arrays.fill(y, out, out + planes.outLine(), Float.NEGATIVE_INFINITY);
                Arrays.fill(winners, out, out + planes.outLine(), -1);
                int plane = line / planes.outHeight() * planes.inPlane();
                for (int ky = 0; ky < planes.vertical().size(); ky++) {
                    int height = planes.vertical().position(line % planes.outHeight(), ky);
                    if (height >= 0 && height < planes.height()) {
                        int in = plane + height * planes.width() * planes.run();
                        forwardLine(in, out, ky * planes.horizontal().size());
                    }
                }
            }
        }

        private void forwardLine(int in, int out, int firstTap) {
            int run = planes.run();
            Window window = planes.horizontal();
            for (int place = 0; place < planes.outWidth(); place++) {
                for (int kx = 0; kx < window.size(); kx++) {
                    int width = window.position(place, kx);
                    if (width >= 0 && width < planes.width()) {
                        compete(in + width * run, out + place * run, run, firstTap + kx);
                    }
                }
            }
        }

        private void compete(int from, int to, int run, int tap) {
            for (int i = 0; i < run; i++) {
                float value = x[from + i];
                if (value > y[to + i] || Float.isNaN(value) || winners[to + i] < 0) {
                    y[to + i] = value;
                    winners[to + i] = tap;
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
                int out = plane * planes.outPlane();
                for (int i = 0; i < planes.outPlane(); i++) {
                    dx[start + source(i, (int) winners[out + i])] += dy[out + i];
                }
            }
        }

        /** Where in its plane the winner of output {@code i} of a plane stands. */
        private int source(int i, int tap) {
            int place = i / planes.run();
            int height = planes.vertical()
                    .position(
                            place / planes.outWidth(), tap / planes.horizontal().size());
            int width = planes.horizontal()
                    .position(
                            place % planes.outWidth(), tap % planes.horizontal().size());
            return (height * planes.width() + width) * planes.run() + i % planes.run();
        }
    }
}
