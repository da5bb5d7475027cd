package dev.trainyard.engine.layer;

import dev.trainyard.engine.initializer.He;
import dev.trainyard.engine.initializer.Initializer;

/** x Φ(x) with the exact normal distribution, any shape. */
public record Gelu() implements Activation {

    @Override
    public dev.trainyard.engine.kernel.Activation function() {
        return dev.trainyard.engine.kernel.Activation.GELU;
    }

    @Override
    public Initializer initializer() {
        return He.forSlope(0);
    }
}
