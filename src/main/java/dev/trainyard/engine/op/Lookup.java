package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Elementwise;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * An embedding: y[t] = W[code[t]], dW[code] = Σ dy[t] over the t with that code. Codes [T] and weight [categories, n] give
 * [T, n]; a code that is no category gives zeros.
 */
public record Lookup() implements Op {

    @Override
    public String name() {
        return "lookup";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Dims.require(inputs.get(0).rank() == 1, "codes [T]", inputs.get(0));
        Dims.require(inputs.get(1).rank() == 2, "weight [categories, n]", inputs.get(1));
        return Shape.of(inputs.get(0).dim(0), inputs.get(1).dim(1));
    }

    @Override
    public boolean differentiable(int input) {
        return input == 1;
    }

    @Override
    public boolean overwrites(int input) {
        return true;
    }

    @Override
    public Computation bind(Site site) {
        return new Bound(site);
    }

    private static final class Bound implements Computation {

        private final Elementwise kernels;
        private final float[] codes;
        private final float[] weight;
        private final float[] y;
        private final float[] dy;
        private final Contribution dWeight;
        private final int positions;
        private final int categories;
        private final int width;

        Bound(Site site) {
            kernels = site.kernels().elementwise();
            codes = site.input(0);
            weight = site.input(1);
            y = site.output();
            dy = site.outputGradient();
            dWeight = new Contribution(site, 1);
            positions = Dims.size(site.inputShape(0));
            categories = site.inputShape(1).dim(0);
            width = site.inputShape(1).dim(1);
        }

        @Override
        public void forward(Step step, Worker worker) {
            int count = step.rows() * positions;
            for (int i = worker.from(count); i < worker.to(count); i++) {
                if (inRange(codes[i], 0, categories)) {
                    System.arraycopy(weight, ((int) codes[i]) * width, y, i * width, width);
                } else {
                    Arrays.fill(y, i * width, (i + 1) * width, 0);
                }
            }
        }

        /** Each worker adds, in row order, to its own categories. */
        @Override
        public void backward(Step step, Worker worker) {
            int from = worker.from(categories);
            int to = worker.to(categories);
            float[] gradient = dWeight.prepared(kernels, from * width, to * width);
            if (gradient == null) {
                return;
            }
            int count = step.rows() * positions;
            for (int i = 0; i < count; i++) {
                if (inRange(codes[i], from, to)) {
                    int start = ((int) codes[i]) * width;
                    for (int j = 0; j < width; j++) {
                        gradient[start + j] += dy[i * width + j];
                    }
                }
            }
        }

        private static boolean inRange(float code, int from, int to) {
            return code >= from && code < to;
        }
    }
}
