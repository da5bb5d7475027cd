package dev.trainyard.engine.inspect;

import java.util.List;

/**
 * One step on one example, seen whole: forward through the layers, its error back through them, and the weights moved.
 *
 * @param step number of the step, from 1
 * @param loss of the example before the step
 * @param prediction the probability of each class, or the values as the network gives them
 * @param lossAfter of the same example after the step
 * @param layers in the order of the network, its head last
 */
public record Trace(long step, double loss, List<Float> prediction, double lossAfter, List<OfLayer> layers) {

    /** Copies the lists. */
    public Trace {
        prediction = List.copyOf(prediction);
        layers = List.copyOf(layers);
    }

    /**
     * What happened in a layer.
     *
     * @param inputs what it was given
     * @param preActivations z, what its activation was applied to; the output itself of a layer without one
     * @param activations a, its output
     * @param activationError dL/da; empty where nothing below can learn from it
     * @param error dL/dz, which backpropagation calls δ
     * @param parameters its trainable parameters in the order of declaration
     */
    public record OfLayer(
            String layer,
            List<Float> inputs,
            List<Float> preActivations,
            List<Float> activations,
            List<Float> activationError,
            List<Float> error,
            List<OfParameter> parameters) {}

    /**
     * What happened to a parameter; all lists are row-major.
     *
     * @param gradient dL/dw
     * @param update after − before
     */
    public record OfParameter(
            String name,
            List<Integer> shape,
            List<Float> before,
            List<Float> gradient,
            List<Float> update,
            List<Float> after) {}
}
