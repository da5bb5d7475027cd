package dev.trainyard.engine.layer;

/** 1 / (1 + e⁻ˣ), any shape. */
public record Sigmoid() implements Activation {

    @Override
    public dev.trainyard.engine.kernel.Activation function() {
        return dev.trainyard.engine.kernel.Activation.SIGMOID;
    }
}
