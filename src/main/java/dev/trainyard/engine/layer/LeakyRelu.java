package dev.trainyard.engine.layer;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.InvalidDefinition;
import dev.trainyard.engine.initializer.He;
import dev.trainyard.engine.initializer.Initializer;
import org.jspecify.annotations.Nullable;

/**
 * x where positive, else slope · x; any shape.
 *
 * @param negativeSlope slope below zero, default 0.01
 */
public record LeakyRelu(@Nullable Double negativeSlope) implements Activation {

    /** Fills in the default. */
    public LeakyRelu {
        negativeSlope = Fields.or(negativeSlope, 0.01);
        InvalidDefinition.require(Double.isFinite(negativeSlope), "negativeSlope", "a finite number", negativeSlope);
    }

    @Override
    public dev.trainyard.engine.kernel.Activation function() {
        return dev.trainyard.engine.kernel.Activation.leakyRelu(
                requireNonNull(negativeSlope).floatValue());
    }

    @Override
    public Initializer initializer() {
        return He.forSlope(requireNonNull(negativeSlope));
    }
}
