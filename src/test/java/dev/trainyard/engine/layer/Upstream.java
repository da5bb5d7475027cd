package dev.trainyard.engine.layer;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;

/** A loss that gives its first input exactly this gradient, if the row weights add up to 1. */
@SuppressWarnings("ArrayRecordComponent")
record Upstream(float[] gradient) implements Op {

    @Override
    public String name() {
        return "upstream";
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
        float[] target = site.inputGradient(0);
        return new Computation() {
            @Override
            public void forward(Step step, Worker worker) {
                // Its value does not matter.
            }

            @Override
            public void backward(Step step, Worker worker) {
                for (int i = 0; target != null && i < gradient.length; i++) {
                    target[i] += gradient[i];
                }
            }
        };
    }
}
