package dev.trainyard.engine.initializer;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Standard deviation √(1 / fan-in). LeCun et al., "Efficient backprop" (1998).
 *
 * @param distribution default {@code normal}
 */
public record LeCun(@Nullable Distribution distribution) implements Initializer {

    /** Its name in definitions. */
    public static final String TYPE = "lecun";

    /** Fills in the default. */
    public LeCun {
        distribution = Defaults.or(distribution, Distribution.NORMAL);
    }

    @Override
    public void fill(Shape shape, float[] values, long key) {
        requireNonNull(distribution).fill(values, Math.sqrt(1 / Fan.of(shape).in()), key);
    }
}
