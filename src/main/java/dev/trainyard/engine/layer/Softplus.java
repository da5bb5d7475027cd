package dev.trainyard.engine.layer;

import dev.trainyard.engine.initializer.He;
import dev.trainyard.engine.initializer.Initializer;

/** ln(1 + eˣ), any shape. */
public record Softplus() implements Activation {

    @Override
    public dev.trainyard.engine.kernel.Activation function() {
        return dev.trainyard.engine.kernel.Activation.SOFTPLUS;
    }

    @Override
    public Initializer initializer() {
        return He.forSlope(0);
    }
}
