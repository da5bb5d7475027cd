package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Elementwise;
import dev.trainyard.engine.kernel.Rows;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** y = x + b, dx = dy, db = Σ dy over all but the last dimension: [..., n] and bias [n] give [..., n]. */
public record AddBias() implements Op {

    @Override
    public String name() {
        return "add_bias";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape expected = Shape.of(Dims.last(inputs.get(0)));
        Dims.require(inputs.get(1).equals(expected), "bias " + expected, inputs.get(1));
        return inputs.get(0);
    }

    @Override
    public boolean overwrites(int input) {
        return true;
    }

    @Override
    public @Nullable Op after(Op producer) {
        return producer instanceof MatMul ? new Affine(true, null) : null;
    }

    @Override
    public Computation bind(Site site) {
        return new Bound(site);
    }

    private static final class Bound implements Computation {

        private final Rows kernels;
        private final Elementwise elementwise;
        private final Contribution x;
        private final ColumnGradient bias;
        private final float[] dy;
        private final float[] input;
        private final float[] biasValues;
        private final float[] output;
        private final int columns;
        private final int vectors;

        Bound(Site site) {
            kernels = site.kernels().rows();
            elementwise = site.kernels().elementwise();
            x = new Contribution(site, 0);
            bias = new ColumnGradient(site, 1);
            dy = site.outputGradient();
            input = site.input(0);
            biasValues = site.input(1);
            output = site.output();
            columns = Dims.last(site.outputShape());
            vectors = Dims.vectors(site.outputShape());
        }

        @Override
        public void forward(Step step, Worker worker) {
            int rows = step.rows() * vectors;
            kernels.addRowVector(input, biasValues, output, columns, worker.from(rows), worker.to(rows));
        }

        @Override
        public void backward(Step step, Worker worker) {
            int rows = step.rows() * vectors;
            x.add(elementwise, dy, rows * columns, worker);
            bias.add(dy, rows, columns, worker);
        }
    }
}
