package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Elementwise;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Rows;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;

/**
 * Batch normalization of columns: [..., C] and weight, bias, running mean, running variance [C] give the same shape. In
 * training n = (x − mean) / √(variance + ε) over the batch, and over positions; else with the running statistics. Ioffe and
 * Szegedy, "Batch normalization" (2015).
 *
 * <pre>
 * y = w · n + b    dw = Σ dy · n    db = Σ dy
 * dx = w / √(variance + ε) · (dy − db / count − n · dw / count)    in training; else without the last two terms
 * </pre>
 */
public record NormalizeBatch(float momentum, float epsilon) implements Op {

    @Override
    public String name() {
        return "normalize_batch";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape x = inputs.getFirst();
        Dims.require(x.rank() > 0, "[..., features]", x);
        Shape features = Shape.of(Dims.last(x));
        for (Shape input : inputs.subList(1, 5)) {
            Dims.require(input.equals(features), features.toString(), input);
        }
        return x;
    }

    @Override
    public boolean differentiable(int input) {
        return input < 3;
    }

    @Override
    public boolean overwrites(int input) {
        return true;
    }

    @Override
    public Computation bind(Site site) {
        return new Bound(site, new RunningStatistics(site, momentum, epsilon));
    }

    private static final class Bound implements Computation {

        private final Rows kernels;
        private final Elementwise elementwise;
        private final RunningStatistics running;
        private final int columns;
        private final int vectors;
        private final float[] x;
        private final float[] weight;
        private final float[] bias;
        private final float[] y;
        private final float[] dy;
        private final float[] normalized;
        private final float[] mean;
        private final float[] inverseDeviation;
        private final float[] scratch;
        private final float[] sums;
        private final float[] products;
        private final Contribution dx;
        private final Contribution dWeight;
        private final Contribution dBias;

        Bound(Site site, RunningStatistics running) {
            Kernels all = site.kernels();
            this.kernels = all.rows();
            this.elementwise = all.elementwise();
            this.running = running;
            columns = Dims.last(site.outputShape());
            vectors = Dims.vectors(site.outputShape());
            x = site.input(0);
            weight = site.input(1);
            bias = site.input(2);
            y = site.output();
            dy = site.outputGradient();
            long size = Math.multiplyExact(site.capacity(), site.outputShape().size());
            normalized = site.saved(size);
            mean = site.saved(columns);
            inverseDeviation = site.saved(columns);
            scratch = site.scratch(site.training() ? size : 0);
            sums = site.scratch(columns);
            products = site.scratch(columns);
            dx = new Contribution(site, 0);
            dWeight = new Contribution(site, 1);
            dBias = new Contribution(site, 2);
        }

        @Override
        public void forward(Step step, Worker worker) {
            int rows = step.rows() * vectors;
            if (step.training()) {
                batchMean(rows, worker);
                worker.barrier();
                kernels.subtractRowVector(x, mean, normalized, columns, worker.from(rows), worker.to(rows));
                worker.barrier();
                batchDeviation(rows, worker);
                worker.barrier();
            } else {
                remembered(worker);
                worker.barrier();
                kernels.subtractRowVector(x, mean, normalized, columns, worker.from(rows), worker.to(rows));
            }
            int from = worker.from(rows);
            int to = worker.to(rows);
            kernels.multiplyRowVector(normalized, inverseDeviation, normalized, columns, from, to);
            kernels.scaleAndShift(normalized, weight, bias, y, columns, from, to);
        }

        private void batchMean(int rows, Worker worker) {
            int from = worker.from(columns);
            int to = worker.to(columns);
            elementwise.fill(0, mean, from, to);
            kernels.columnSums(x, mean, rows, columns, from, to);
            for (int c = from; c < to; c++) {
                mean[c] /= rows;
            }
        }

        private void batchDeviation(int rows, Worker worker) {
            int from = worker.from(columns);
            int to = worker.to(columns);
            elementwise.fill(0, inverseDeviation, from, to);
            kernels.columnSumsOfProducts(normalized, normalized, inverseDeviation, rows, columns, from, to);
            for (int c = from; c < to; c++) {
                double variance = (double) inverseDeviation[c] / rows;
                inverseDeviation[c] = running.inverseDeviation(variance);
                running.remember(c, mean[c], variance, rows);
            }
        }

        private void remembered(Worker worker) {
            for (int c = worker.from(columns); c < worker.to(columns); c++) {
                mean[c] = running.mean(c);
                inverseDeviation[c] = running.inverseDeviation(c);
            }
        }

        @Override
        public void backward(Step step, Worker worker) {
            int rows = step.rows() * vectors;
            int from = worker.from(columns);
            int to = worker.to(columns);
            elementwise.fill(0, sums, from, to);
            elementwise.fill(0, products, from, to);
            kernels.columnSums(dy, sums, rows, columns, from, to);
            kernels.columnSumsOfProducts(dy, normalized, products, rows, columns, from, to);
            dWeight.add(elementwise, products, columns, worker);
            dBias.add(elementwise, sums, columns, worker);
            float divisor = step.training() ? -1f / rows : 0;
            elementwise.scale(divisor, sums, sums, from, to);
            elementwise.scale(divisor, products, products, from, to);
            elementwise.multiply(weight, inverseDeviation, mean, from, to);
            worker.barrier();
            backwardRows(worker.from(rows), worker.to(rows));
        }

        /** The mean is not needed any more: its place holds w / √(variance + ε). */
        private void backwardRows(int from, int to) {
            float[] gradient = dx.prepared(elementwise, from * columns, to * columns);
            if (gradient != null) {
                kernels.scaleAndShift(normalized, products, sums, scratch, columns, from, to);
                elementwise.add(scratch, dy, scratch, from * columns, to * columns);
                kernels.multiplyAddRowVector(scratch, mean, gradient, columns, from, to);
            }
        }
    }
}
