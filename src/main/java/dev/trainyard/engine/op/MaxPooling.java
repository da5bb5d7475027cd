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
                if (planes.tiled()) {
                    forwardTiles(line, out);
                    continue;
                }
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

        /** A line of windows that lie side by side inside the plane. */
        private void forwardTiles(int line, int out) {
            int high = planes.vertical().size();
            int wide = planes.horizontal().size();
            int in = line / planes.outHeight() * planes.inPlane() + line % planes.outHeight() * high * planes.width();
            for (int place = 0; place < planes.outWidth(); place++) {
                int first = in + place * wide;
                float largest = x[first];
                int winner = 0;
                for (int ky = 0; ky < high; ky++) {
                    for (int kx = 0; kx < wide; kx++) {
                        float value = x[first + ky * planes.width() + kx];
                        if (value > largest || Float.isNaN(value)) {
                            largest = value;
                            winner = ky * wide + kx;
                        }
                    }
                }
                y[out + place] = largest;
                winners[out + place] = winner;
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
                if (planes.tiled()) {
                    backwardTiles(dx, start, out);
                    continue;
                }
                for (int i = 0; i < planes.outPlane(); i++) {
                    dx[start + source(i, (int) winners[out + i])] += dy[out + i];
                }
            }
        }

        private void backwardTiles(float[] gradient, int start, int out) {
            int wide = planes.horizontal().size();
            int width = planes.width();
            int from = out;
            for (int line = 0; line < planes.outHeight(); line++) {
                int at = start + line * planes.vertical().size() * width;
                for (int place = 0; place < planes.outWidth(); place++, from++, at += wide) {
                    int tap = (int) winners[from];
                    int ky = wide == 2 ? tap >> 1 : tap / wide;
                    gradient[at + ky * width + tap - ky * wide] += dy[from];
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
