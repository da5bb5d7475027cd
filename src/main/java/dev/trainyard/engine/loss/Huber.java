package dev.trainyard.engine.loss;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.InvalidDefinition;
import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Square near the target, linear far from it, meaned over the values of a row: prediction and target [n]. Huber, "Robust
 * estimation of a location parameter" (1964).
 *
 * <pre>
 * e = p − t      |e| ≤ δ: e² / 2, dp = e      otherwise: δ (|e| − δ / 2), dp = δ sign(e)
 * </pre>
 *
 * @param delta where it turns linear, above 0, default 1
 */
public record Huber(@Nullable Double delta) implements Loss {

    /** Fills in the default. */
    public Huber {
        delta = delta == null ? 1.0 : delta;
        InvalidDefinition.require(delta > 0 && !delta.isInfinite(), "delta", "a finite number above 0", delta);
    }

    @Override
    public String name() {
        return "huber";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return LossShapes.perRow(inputs, inputs.getFirst().size());
    }

    @Override
    public Computation bind(Site site) {
        double bound = requireNonNull(delta);
        return new ElementLoss(site) {
            @Override
            double loss(float prediction, float target) {
                double error = Math.abs((double) prediction - target);
                return error <= bound ? error * error / 2 : bound * (error - bound / 2);
            }

            @Override
            double slope(float prediction, float target) {
                return Math.clamp((double) prediction - target, -bound, bound);
            }
        };
    }
}
