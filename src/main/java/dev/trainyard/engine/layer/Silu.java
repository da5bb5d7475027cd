package dev.trainyard.engine.layer;

import dev.trainyard.engine.initializer.He;
import dev.trainyard.engine.initializer.Initializer;

/** x σ(x), also known as swish, any shape. */
public record Silu() implements Activation {

    @Override
    public dev.trainyard.engine.kernel.Activation function() {
        return dev.trainyard.engine.kernel.Activation.SILU;
    }

    @Override
    public Initializer initializer() {
        return He.forSlope(0);
    }
}
