package dev.trainyard.engine.kernel;

import org.jspecify.annotations.Nullable;

/**
 * One dense layer of a {@link Chain}: y = activation(x weightᵀ + bias).
 *
 * @param weight [out, in]
 * @param bias [out]
 * @param dWeight where the gradient of the weight goes
 * @param dBias where the gradient of the bias goes
 * @param activation one whose derivative can be had from y, or null for the identity
 */
@SuppressWarnings("ArrayRecordComponent")
public record Link(
        int in,
        int out,
        float[] weight,
        float[] bias,
        float[] dWeight,
        float[] dBias,
        @Nullable Activation activation) {}
