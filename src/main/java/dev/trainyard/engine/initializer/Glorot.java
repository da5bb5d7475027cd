package dev.trainyard.engine.initializer;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Standard deviation gain · √(2 / (fan-in + fan-out)). Xavier initialization in PyTorch. Glorot and Bengio,
 * "Understanding the difficulty of training deep feedforward neural networks" (2010).
 *
 * @param distribution default {@code uniform}
 * @param gain default 1
 */
public record Glorot(
        @Nullable Distribution distribution, @Nullable Double gain) implements Initializer {

    /** Fills in the defaults. */
    public Glorot {
        distribution = Defaults.or(distribution, Distribution.UNIFORM);
        gain = Defaults.finite("gain", gain, 1);
    }

    @Override
    public void fill(Shape shape, float[] values, long key) {
        Fan fan = Fan.of(shape);
        double deviation = requireNonNull(gain) * Math.sqrt(2 / (fan.in() + fan.out()));
        requireNonNull(distribution).fill(values, deviation, key);
    }
}
