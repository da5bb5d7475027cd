package dev.trainyard.engine.initializer;

import dev.trainyard.engine.tensor.Shape;

/** Draws the first values of a parameter. */
public sealed interface Initializer permits He, Glorot, LeCun, Orthogonal, Normal, Uniform, Zeros, Constant {

    /**
     * Fills {@code values} (of that shape, row-major) as a pure function of the key.
     *
     * @param shape {@code [out, in, ...kernel]} for weights: fan-in is {@code in × kernel}, fan-out {@code out × kernel}
     */
    void fill(Shape shape, float[] values, long key);
}
