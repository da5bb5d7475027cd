package dev.trainyard.engine.loss;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;

/** |p − t|, meaned over the values of a row: prediction and target [n]; dp = sign(p − t) / n, 0 where they are equal. */
public record MeanAbsoluteError() implements Loss {

    @Override
    public String name() {
        return "mean_absolute_error";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return LossShapes.perRow(inputs, inputs.getFirst().size());
    }

    @Override
    public Computation bind(Site site) {
        return new ElementLoss(site) {
            @Override
            double loss(float prediction, float target) {
                return Math.abs((double) prediction - target);
            }

            @Override
            double slope(float prediction, float target) {
                return Math.signum((double) prediction - target);
            }
        };
    }
}
