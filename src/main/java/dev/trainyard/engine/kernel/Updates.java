package dev.trainyard.engine.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Optimizer steps: one pass over weights w, gradients g and state slots, on {@code from..to} (exclusive) of each.
 * The order of operations is PyTorch's ({@code torch.optim}); g is left as it is.
 */
public interface Updates {
    /** g' = g + weightDecay w; w = w - rate g'. */
    void sgd(float rate, float weightDecay, float[] w, float[] g, int from, int to);

    /**
     * g' = g + weightDecay w; velocity = momentum velocity + (1 - dampening) g'; w = w - rate d, where d is the
     * velocity, or g' + momentum velocity if Nesterov. PyTorch's first step has velocity = g': give zeros and dampening 0.
     */
    void momentum(
            float rate,
            float momentum,
            float dampening,
            float weightDecay,
            boolean nesterov,
            float[] w,
            float[] g,
            float[] velocity,
            int from,
            int to);

    /**
     * Adam with L2 decay (Kingma and Ba 2014): g' = g + weightDecay w; m = m + (1 - beta1)(g' - m); v = beta2 v + (1 -
     * beta2) g'^2; w = w - stepSize m / (sqrt(v) / rootCorrection + epsilon).
     *
     * @param stepSize rate / (1 - beta1^t)
     * @param rootCorrection sqrt(1 - beta2^t)
     */
    void adam(
            float stepSize,
            float rootCorrection,
            float beta1,
            float beta2,
            float epsilon,
            float weightDecay,
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            int from,
            int to);

    /**
     * AdamW (Loshchilov and Hutter 2017): w = shrink w, then {@link #adam} without its decay.
     *
     * @param shrink 1 - rate weightDecay
     */
    void adamW(
            float stepSize,
            float rootCorrection,
            float beta1,
            float beta2,
            float epsilon,
            float shrink,
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            int from,
            int to);

    /**
     * RMSProp (Hinton 2012): g' = g + weightDecay w; square = alpha square + (1 - alpha) g'^2; d = g' / (sqrt(square) +
     * epsilon); w = w - rate d.
     *
     * @param average if not null, centered: average += (1 - alpha)(g' - average) and square - average^2 takes the place
     *     of square under the root
     * @param velocity if not null, velocity = momentum velocity + d takes the place of d
     */
    void rmsProp(
            float rate,
            float alpha,
            float epsilon,
            float momentum,
            float weightDecay,
            float[] w,
            float[] g,
            float[] square,
            float @Nullable [] average,
            float @Nullable [] velocity,
            int from,
            int to);
}
