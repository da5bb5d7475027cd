package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Elementwise;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;

/** y = x₀ + x₁ + …, dxᵢ = dy: inputs of one shape, in any number. */
public record Sum() implements Op {

    @Override
    public String name() {
        return "sum";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        for (Shape input : inputs) {
            Dims.require(input.equals(inputs.getFirst()), inputs.getFirst().toString(), input);
        }
        return inputs.getFirst();
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
        private final float[][] inputs;
        private final Contribution[] gradients;
        private final float[] output;
        private final float[] dy;
        private final int size;

        Bound(Site site) {
            kernels = site.kernels().elementwise();
            inputs = new float[site.inputs()][];
            gradients = new Contribution[site.inputs()];
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = site.input(i);
                gradients[i] = new Contribution(site, i);
            }
            output = site.output();
            dy = site.outputGradient();
            size = Dims.size(site.outputShape());
        }

        @Override
        public void forward(Step step, Worker worker) {
            int length = step.rows() * size;
            int from = worker.from(length);
            int to = worker.to(length);
            System.arraycopy(inputs[0], from, output, from, to - from);
            for (int i = 1; i < inputs.length; i++) {
                kernels.add(output, inputs[i], output, from, to);
            }
        }

        @Override
        public void backward(Step step, Worker worker) {
            for (Contribution gradient : gradients) {
                gradient.add(kernels, dy, step.rows() * size, worker);
            }
        }
    }
}
