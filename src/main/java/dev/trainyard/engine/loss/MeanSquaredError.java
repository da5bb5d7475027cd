package dev.trainyard.engine.loss;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;

/** (p − t)², meaned over the values of a row: prediction and target [n]; dp = 2 (p − t) / n. */
public record MeanSquaredError() implements Loss {

    @Override
    public String name() {
        return "mean_squared_error";
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
                double difference = (double) prediction - target;
                return difference * difference;
            }

            @Override
            double slope(float prediction, float target) {
                return 2 * ((double) prediction - target);
            }
        };
    }
}
