package dev.trainyard.engine.initializer;

import dev.trainyard.engine.tensor.Shape;
import java.util.Arrays;

/** One value everywhere, as the scales of normalizations start at 1. */
public record Constant(double value) implements Initializer {

    @Override
    public void fill(Shape shape, float[] values, long key) {
        Arrays.fill(values, (float) value);
    }
}
