package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;

/** Passes a per-row loss on; its last input is the row's weight, as executions expect of a loss. */
record Weighted() implements Op {

    @Override
    public String name() {
        return "weighted";
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
        float[] loss = site.input(0);
        float[] output = site.output();
        float[] seed = site.outputGradient();
        float[] gradient = site.inputGradient(0);
        return new Computation() {
            @Override
            public void forward(Step step, Worker worker) {
                System.arraycopy(loss, 0, output, 0, worker.index() == 0 ? step.rows() : 0);
            }

            @Override
            public void backward(Step step, Worker worker) {
                for (int row = worker.from(step.rows()); gradient != null && row < worker.to(step.rows()); row++) {
                    gradient[row] += seed[row];
                }
            }
        };
    }
}
