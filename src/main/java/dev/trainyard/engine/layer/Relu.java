package dev.trainyard.engine.layer;

import dev.trainyard.engine.initializer.He;
import dev.trainyard.engine.initializer.Initializer;

/** max(0, x), any shape. */
public record Relu() implements Activation {

    @Override
    public dev.trainyard.engine.kernel.Activation function() {
        return dev.trainyard.engine.kernel.Activation.RELU;
    }

    @Override
    public Initializer initializer() {
        return He.forSlope(0);
    }
}
