package dev.trainyard.engine.initializer;

import dev.trainyard.engine.tensor.Shape;
import java.util.Arrays;

/** All zeros, as biases start. */
public record Zeros() implements Initializer {

    @Override
    public void fill(Shape shape, float[] values, long key) {
        Arrays.fill(values, 0);
    }
}
