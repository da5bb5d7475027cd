package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;

/** y = factor · x with a derivative of one's choice, right or wrong. */
record Scaled(float factor, float slope) implements Op {

    @Override
    public String name() {
        return "scaled";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return inputs.getFirst();
    }

    @Override
    public Computation bind(Site site) {
        float[] x = site.input(0);
        float[] y = site.output();
        float[] dy = site.outputGradient();
        float[] dx = site.inputGradient(0);
        int size = Dims.size(site.outputShape());
        return new Computation() {
            @Override
            public void forward(Step step, Worker worker) {
                for (int i = worker.from(step.rows() * size); i < worker.to(step.rows() * size); i++) {
                    y[i] = factor * x[i];
                }
            }

            @Override
            public void backward(Step step, Worker worker) {
                for (int i = worker.from(step.rows() * size); dx != null && i < worker.to(step.rows() * size); i++) {
                    dx[i] += slope * dy[i];
                }
            }
        };
    }
}
