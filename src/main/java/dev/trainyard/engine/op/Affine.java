package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Activation;
import dev.trainyard.engine.kernel.Epilogue;
import dev.trainyard.engine.kernel.Form;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Matmul;
import dev.trainyard.engine.kernel.MatmulShape;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * y = f(x Wᵀ + b), what {@link MatMul}, {@link AddBias} and {@link Activate} fuse to: [..., in], weight [out, in] and, if
 * biased, bias [out] give [..., out].
 *
 * <pre>
 * dz = dy · f'(y)    dx = dz W    dW = dzᵀ x    db = Σ dz over rows
 * </pre>
 *
 * @param activation f, whose derivative can be had from y alone; null for the identity
 */
public record Affine(boolean biased, @Nullable Activation activation) implements Op {

    @Override
    public String name() {
        return "affine";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape output = product(inputs.get(0), inputs.get(1));
        return biased ? new AddBias().outputShape(List.of(output, inputs.get(2))) : output;
    }

    static Shape product(Shape x, Shape weight) {
        Dims.require(x.rank() > 0, "[..., in]", x);
        Dims.require(weight.rank() == 2 && weight.dim(1) == Dims.last(x), "weight [out, " + Dims.last(x) + "]", weight);
        return Dims.withLast(x, weight.dim(0));
    }

    @Override
    public boolean overwrites(int input) {
        return true;
    }

    @Override
    public Computation bind(Site site) {
        return new Bound(site, biased, activation);
    }

    private static final class Bound implements Computation {

        private final Kernels kernels;
        private final @Nullable Activation activation;
        private final float[] x;
        private final float[] weight;
        private final float[] y;
        private final float[] dy;
        private final float[] dz;
        private final float @Nullable [] dx;
        private final float @Nullable [] dWeight;
        private final @Nullable ColumnGradient dBias;
        private final Matmul product;
        private final @Nullable Matmul backInput;
        private final @Nullable Matmul backWeight;
        private final int vectors;
        private final int out;

        Bound(Site site, boolean biased, @Nullable Activation activation) {
            this.kernels = site.kernels();
            this.activation = activation;
            vectors = Dims.vectors(site.outputShape());
            out = Dims.last(site.outputShape());
            int in = Dims.last(site.inputShape(0));
            int rows = Math.multiplyExact(site.capacity(), vectors);
            x = site.input(0);
            weight = site.input(1);
            y = site.output();
            dy = site.outputGradient();
            dz = activation == null || !site.training() ? dy : site.scratch((long) rows * out);
            dx = site.inputGradient(0);
            dWeight = site.inputGradient(1);
            dBias = biased ? new ColumnGradient(site, 2) : null;
            Epilogue epilogue = new Epilogue(false, biased ? site.input(2) : null, activation);
            product = site.matmul(MatmulShape.of(Form.NT, rows, out, in), epilogue);
            backInput = dx == null ? null : site.matmul(MatmulShape.of(Form.NN, rows, in, out), adding(site, 0));
            backWeight = dWeight == null ? null : site.matmul(MatmulShape.of(Form.TN, out, in, rows), adding(site, 1));
        }

        private static Epilogue adding(Site site, int input) {
            return site.accumulates(input) ? Epilogue.ADD : Epilogue.STORE;
        }

        @Override
        public void forward(Step step, Worker worker) {
            product.run(x, 0, weight, 0, y, 0, step.rows() * vectors, worker);
        }

        @Override
        public void backward(Step step, Worker worker) {
            int rows = step.rows() * vectors;
            if (activation != null) {
                ActivationGradient.write(kernels, activation, y, dy, dz, rows * out, worker);
                worker.barrier();
            }
            if (dBias != null) {
                dBias.add(dz, rows, out, worker);
            }
            if (backWeight != null && dWeight != null) {
                backWeight.run(dz, 0, x, 0, dWeight, 0, rows, worker);
            }
            if (backInput != null && dx != null) {
                backInput.run(dz, 0, weight, 0, dx, 0, rows, worker);
            }
        }
    }
}
