package dev.trainyard.engine.initializer;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.InvalidDefinition;
import dev.trainyard.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Values spread evenly.
 *
 * @param low least value, default 0
 * @param high bound above, default 1
 */
public record Uniform(@Nullable Double low, @Nullable Double high) implements Initializer {

    /** Fills in the defaults. */
    public Uniform {
        low = Defaults.finite("low", low, 0);
        high = Defaults.finite("high", high, 1);
        InvalidDefinition.require(low <= high, "low", "a number of at most \"high\"", low);
    }

    @Override
    public void fill(Shape shape, float[] values, long key) {
        Distribution.uniform(values, requireNonNull(low), requireNonNull(high), key);
    }
}
