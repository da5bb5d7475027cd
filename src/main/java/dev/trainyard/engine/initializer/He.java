package dev.trainyard.engine.initializer;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Standard deviation √(2 / ((1 + slope²) · fan)): keeps the variance through rectifiers. Kaiming initialization in
 * PyTorch. He et al., "Delving deep into rectifiers" (2015).
 *
 * @param mode default {@code fan_in}
 * @param distribution default {@code normal}
 * @param negativeSlope slope of the leaky rectifier that follows, default 0
 */
public record He(
        @Nullable FanMode mode,
        @Nullable Distribution distribution,
        @Nullable Double negativeSlope) implements Initializer {

    /** Fills in the defaults. */
    public He {
        mode = Defaults.or(mode, FanMode.FAN_IN);
        distribution = Defaults.or(distribution, Distribution.NORMAL);
        negativeSlope = Defaults.finite("negativeSlope", negativeSlope, 0);
    }

    /** For a rectifier of that slope below zero. */
    public static He forSlope(double slope) {
        return new He(null, null, slope);
    }

    @Override
    public void fill(Shape shape, float[] values, long key) {
        Fan fans = Fan.of(shape);
        double fan = switch (requireNonNull(mode)) {
            case FAN_IN -> fans.in();
            case FAN_OUT -> fans.out();
        };
        double slope = requireNonNull(negativeSlope);
        requireNonNull(distribution).fill(values, Math.sqrt(2 / ((1 + slope * slope) * fan)), key);
    }
}
