package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Rows;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;

/**
 * Layer normalization of the features, the dimensions that the weight has: [..., features], weight and bias [features] give
 * the same shape. n = (x − mean) / √(variance + ε) over the features. Ba et al., "Layer normalization" (2016).
 *
 * <pre>
 * y = w · n + b    dw = Σ dy · n    db = Σ dy    g = w · dy
 * dx = (g − mean(g) − n · mean(g · n)) / √(variance + ε)
 * </pre>
 */
public record NormalizeLayer(float epsilon) implements Op {

    @Override
    public String name() {
        return "normalize_layer";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape x = inputs.get(0);
        Shape weight = inputs.get(1);
        int outer = x.rank() - weight.rank();
        Dims.require(
                outer >= 0 && x.dims().subList(outer, x.rank()).equals(weight.dims()),
                "[..., features] of " + weight,
                x);
        Dims.require(inputs.get(2).equals(weight), "bias " + weight, inputs.get(2));
        return x;
    }

    @Override
    public boolean overwrites(int input) {
        return true;
    }

    @Override
    public Computation bind(Site site) {
        return new Bound(site, epsilon);
    }

    private static final class Bound implements Computation {

        private final Kernels kernels;
        private final float epsilon;
        private final int columns;
        private final int vectors;
        private final float[] x;
        private final float[] weight;
        private final float[] bias;
        private final float[] y;
        private final float[] dy;
        private final float[] normalized;
        private final float[] inverseDeviation;
        private final float[] scaled;
        private final Contribution dx;
        private final ColumnGradient dWeight;
        private final ColumnGradient dBias;

        Bound(Site site, float epsilon) {
            this.kernels = site.kernels();
            this.epsilon = epsilon;
            columns = Dims.size(site.inputShape(1));
            vectors = Dims.size(site.outputShape()) / columns;
            x = site.input(0);
            weight = site.input(1);
            bias = site.input(2);
            y = site.output();
            dy = site.outputGradient();
            long rows = Math.multiplyExact((long) site.capacity(), vectors);
            normalized = site.saved(Math.multiplyExact(rows, columns));
            inverseDeviation = site.saved(rows);
            scaled = site.scratch(site.training() ? rows * columns : 0);
            dx = new Contribution(site, 0);
            dWeight = new ColumnGradient(site, 1);
            dBias = new ColumnGradient(site, 2);
        }

        @Override
        public void forward(Step step, Worker worker) {
            int rows = step.rows() * vectors;
            int from = worker.from(rows);
            int to = worker.to(rows);
            kernels.rows().normalizeRows(epsilon, x, normalized, inverseDeviation, columns, from, to);
            kernels.rows().scaleAndShift(normalized, weight, bias, y, columns, from, to);
        }

        @Override
        public void backward(Step step, Worker worker) {
            int rows = step.rows() * vectors;
            dWeight.addProducts(dy, normalized, rows, columns, worker);
            dBias.add(dy, rows, columns, worker);
            int from = worker.from(rows);
            int to = worker.to(rows);
            float[] gradient = dx.prepared(kernels.elementwise(), from * columns, to * columns);
            if (gradient != null) {
                Rows functions = kernels.rows();
                functions.multiplyRowVector(dy, weight, scaled, columns, from, to);
                functions.normalizeRowsBackward(normalized, inverseDeviation, scaled, gradient, columns, from, to);
            }
        }
    }
}
