package dev.trainyard.engine.loss;

import dev.trainyard.engine.graph.Op;

/**
 * What training makes small. A loss is an operation of (prediction, target, weight): per row it gives weight · loss, and
 * training divides by the sum of the weights. Target and weight have no gradient.
 */
public sealed interface Loss extends Op
        permits SoftmaxCrossEntropy, BinaryCrossEntropy, MeanSquaredError, MeanAbsoluteError, Huber {

    /** The operation to apply to (prediction, target, weight). */
    default Op op() {
        return this;
    }

    @Override
    default boolean differentiable(int input) {
        return input == 0;
    }

    @Override
    default boolean overwrites(int input) {
        return true;
    }
}
