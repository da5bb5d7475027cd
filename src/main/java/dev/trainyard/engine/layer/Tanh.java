package dev.trainyard.engine.layer;

/** tanh x, any shape. */
public record Tanh() implements Activation {

    @Override
    public dev.trainyard.engine.kernel.Activation function() {
        return dev.trainyard.engine.kernel.Activation.TANH;
    }
}
