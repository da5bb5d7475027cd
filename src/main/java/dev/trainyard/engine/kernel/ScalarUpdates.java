package dev.trainyard.engine.kernel;

import org.jspecify.annotations.Nullable;

/** {@link Updates} as plain loops. */
final class ScalarUpdates implements Updates {
    @Override
    public void sgd(float rate, float weightDecay, float[] w, float[] g, int from, int to) {
        for (int i = from; i < to; i++) {
            w[i] = Math.fma(-rate, Math.fma(weightDecay, w[i], g[i]), w[i]);
        }
    }

    @Override
    public void momentum(
            float rate,
            float momentum,
            float dampening,
            float weightDecay,
            boolean nesterov,
            float[] w,
            float[] g,
            float[] velocity,
            int from,
            int to) {
        float share = 1f - dampening;
        for (int i = from; i < to; i++) {
            float gradient = Math.fma(weightDecay, w[i], g[i]);
            velocity[i] = Math.fma(momentum, velocity[i], share * gradient);
            float direction = nesterov ? Math.fma(momentum, velocity[i], gradient) : velocity[i];
            w[i] = Math.fma(-rate, direction, w[i]);
        }
    }

    @Override
    public void adam(
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
            int to) {
        for (int i = from; i < to; i++) {
            float gradient = Math.fma(weightDecay, w[i], g[i]);
            m[i] = Math.fma(1f - beta1, gradient - m[i], m[i]);
            v[i] = Math.fma((1f - beta2) * gradient, gradient, beta2 * v[i]);
            float deviation = (float) Math.sqrt(v[i]) / rootCorrection + epsilon;
            w[i] = Math.fma(-stepSize, m[i] / deviation, w[i]);
        }
    }

    @Override
    public void adamW(
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
            int to) {
        for (int i = from; i < to; i++) {
            m[i] = Math.fma(1f - beta1, g[i] - m[i], m[i]);
            v[i] = Math.fma((1f - beta2) * g[i], g[i], beta2 * v[i]);
            float deviation = (float) Math.sqrt(v[i]) / rootCorrection + epsilon;
            w[i] = Math.fma(-stepSize, m[i] / deviation, shrink * w[i]);
        }
    }

    @Override
    public void rmsProp(
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
            int to) {
        for (int i = from; i < to; i++) {
            float gradient = Math.fma(weightDecay, w[i], g[i]);
            square[i] = Math.fma((1f - alpha) * gradient, gradient, alpha * square[i]);
            float variance = square[i];
            if (average != null) {
                average[i] = Math.fma(1f - alpha, gradient - average[i], average[i]);
                variance = Math.fma(-average[i], average[i], variance);
            }
            float direction = gradient / ((float) Math.sqrt(variance) + epsilon);
            if (velocity != null) {
                velocity[i] = Math.fma(momentum, velocity[i], direction);
                direction = velocity[i];
            }
            w[i] = Math.fma(-rate, direction, w[i]);
        }
    }
}
