package dev.trainyard.engine.initializer;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.InvalidDefinition;
import dev.trainyard.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Gaussian values.
 *
 * @param mean default 0
 * @param std standard deviation, default 1
 */
public record Normal(@Nullable Double mean, @Nullable Double std) implements Initializer {

    /** Fills in the defaults. */
    public Normal {
        mean = Defaults.finite("mean", mean, 0);
        std = Defaults.finite("std", std, 1);
        InvalidDefinition.require(std >= 0, "std", "a number of at least 0", std);
    }

    @Override
    public void fill(Shape shape, float[] values, long key) {
        Distribution.normal(values, requireNonNull(mean), requireNonNull(std), key);
    }
}
