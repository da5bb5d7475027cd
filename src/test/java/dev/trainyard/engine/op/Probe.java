package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;

/** Turns a value into a loss with a different known gradient for each element: Σ c · y with random c. */
record Probe(long key) implements Op {

    float coefficient(int index) {
        return 2 * Randomness.uniform(key, index) - 1;
    }

    /** The loss of these values in double. */
    double loss(float[] values, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (double) coefficient(i) * values[i];
        }
        return sum;
    }

    @Override
    public String name() {
        return "probe";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Shape.SCALAR;
    }

    @Override
    public boolean differentiable(int input) {
        return input == 0;
    }

    @Override
    public Computation bind(Site site) {
        int size = Dims.size(site.inputShape(0));
        float[] gradient = site.inputGradient(0);
        float[] output = site.output();
        float[] seed = site.outputGradient();
        return new Computation() {
            @Override
            public void forward(Step step, Worker worker) {
                for (int row = worker.from(step.rows()); row < worker.to(step.rows()); row++) {
                    output[row] = 0;
                }
            }

            @Override
            public void backward(Step step, Worker worker) {
                int length = step.rows() * size;
                for (int i = worker.from(length); gradient != null && i < worker.to(length); i++) {
                    gradient[i] += coefficient(i) * seed[i / size];
                }
            }
        };
    }
}
