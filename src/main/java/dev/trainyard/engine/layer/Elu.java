package dev.trainyard.engine.layer;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.InvalidDefinition;
import dev.trainyard.engine.initializer.He;
import dev.trainyard.engine.initializer.Initializer;
import org.jspecify.annotations.Nullable;

/**
 * x where positive, else α (eˣ − 1); any shape.
 *
 * @param alpha default 1
 */
public record Elu(@Nullable Double alpha) implements Activation {

    /** Fills in the default. */
    public Elu {
        alpha = Fields.or(alpha, 1.0);
        InvalidDefinition.require(Double.isFinite(alpha), "alpha", "a finite number", alpha);
    }

    @Override
    public dev.trainyard.engine.kernel.Activation function() {
        return dev.trainyard.engine.kernel.Activation.elu(requireNonNull(alpha).floatValue());
    }

    @Override
    public Initializer initializer() {
        return He.forSlope(0);
    }
}
