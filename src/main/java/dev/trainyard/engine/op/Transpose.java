package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** y[j, i] = x[i, j], dx[i, j] = dy[j, i]: [a, b] gives [b, a]. */
public record Transpose() implements Op {

    @Override
    public String name() {
        return "transpose";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape x = inputs.getFirst();
        Dims.require(x.rank() == 2, "two dimensions", x);
        return Shape.of(x.dim(1), x.dim(0));
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

        private final int lines;
        private final int columns;
        private final float[] x;
        private final float[] y;
        private final float[] dy;
        private final float @Nullable [] dx;
        private final boolean accumulates;

        Bound(Site site) {
            lines = site.inputShape(0).dim(0);
            columns = site.inputShape(0).dim(1);
            x = site.input(0);
            y = site.output();
            dy = site.outputGradient();
            dx = site.inputGradient(0);
            accumulates = site.accumulates(0);
        }

        @Override
        public void forward(Step step, Worker worker) {
            for (int row = worker.index(); row < step.rows(); row += worker.count()) {
                int base = row * lines * columns;
                for (int j = 0; j < columns; j++) {
                    for (int i = 0; i < lines; i++) {
                        y[base + j * lines + i] = x[base + i * columns + j];
                    }
                }
            }
        }

        @Override
        public void backward(Step step, Worker worker) {
            for (int row = worker.index(); dx != null && row < step.rows(); row += worker.count()) {
                int base = row * lines * columns;
                for (int i = 0; i < lines; i++) {
                    for (int j = 0; j < columns; j++) {
                        float value = dy[base + j * lines + i];
                        int at = base + i * columns + j;
                        dx[at] = accumulates ? dx[at] + value : value;
                    }
                }
            }
        }
    }
}
