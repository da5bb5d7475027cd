package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Elementwise;
import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;

/**
 * Dropout, any shape. In training y = m · x / keep and dx = m · dy / keep, where m is 1 with probability {@code keep} and a
 * pure function of the step's key, the place in the graph and the index, so that backward draws it again. In inference
 * y = x. Srivastava et al., "Dropout" (2014).
 */
public record Drop(float keep) implements Op {

    @Override
    public String name() {
        return "drop";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return inputs.getFirst();
    }

    @Override
    public boolean overwrites(int input) {
        return true;
    }

    @Override
    public Computation bind(Site site) {
        return new Bound(site, keep);
    }

    private static final class Bound implements Computation {

        private final Elementwise kernels;
        private final float keep;
        private final long id;
        private final float[] x;
        private final float[] y;
        private final float[] dy;
        private final Contribution dx;
        private final int size;

        Bound(Site site, float keep) {
            this.kernels = site.kernels().elementwise();
            this.keep = keep;
            id = site.id();
            x = site.input(0);
            y = site.output();
            dy = site.outputGradient();
            dx = new Contribution(site, 0);
            size = Dims.size(site.outputShape());
        }

        @Override
        public void forward(Step step, Worker worker) {
            int length = step.rows() * size;
            int from = worker.from(length);
            int to = worker.to(length);
            if (step.training()) {
                kernels.dropout(Randomness.key(step.key(), id), keep, x, y, from, to);
            } else {
                System.arraycopy(x, from, y, from, to - from);
            }
        }

        @Override
        public void backward(Step step, Worker worker) {
            int length = step.rows() * size;
            int from = worker.from(length);
            int to = worker.to(length);
            if (!step.training()) {
                dx.add(kernels, dy, length, worker);
                return;
            }
            float[] gradient = dx.prepared(kernels, from, to);
            if (gradient != null) {
                kernels.dropoutBackward(Randomness.key(step.key(), id), keep, dy, gradient, from, to);
            }
        }
    }
}
