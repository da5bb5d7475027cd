package dev.trainyard.engine.inspect;

import dev.trainyard.engine.kernel.Activation;
import dev.trainyard.engine.kernel.Kernels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an activation f makes of a signal of variance 1, as mean-field theory has it: with n inputs and weights of variance
 * v, the next pre-activations have the variance n·v·E f(z)², and the signal on its way back is multiplied by m·v·E f'(z)²
 * for m outputs, z ~ N(0, 1). The expectations are sums over a fine grid.
 *
 * <p>Schoenholz et al., "Deep information propagation" (2017); for relu He et al. (2015), for tanh near 0 Glorot (2010).
 *
 * @param value E f(z)²
 * @param derivative E f'(z)²
 */
record Gain(double value, double derivative) {
    private static final int POINTS = 4001;
    private static final double END = 8;

    /** Of an activation; null is the identity. */
    static Gain of(@Nullable Activation activation, Kernels kernels) {
        if (activation == null) {
            return new Gain(1, 1);
        }
        float[] z = new float[POINTS];
        for (int i = 0; i < POINTS; i++) {
            z[i] = (float) (END * (2.0 * i / (POINTS - 1) - 1));
        }
        float[] value = new float[POINTS];
        float[] ones = new float[POINTS];
        float[] derivative = new float[POINTS];
        Arrays.fill(ones, 1);
        activation.forward(kernels.activations(), z, value, 0, POINTS);
        activation.backward(kernels.activations(), z, value, ones, derivative, 0, POINTS);
        return new Gain(mean(z, value), mean(z, derivative));
    }

    private static double mean(float[] z, float[] f) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < z.length; i++) {
            double weight = Math.exp(-0.5 * z[i] * z[i]);
            sum += weight * f[i] * f[i];
            weights += weight;
        }
        return sum / weights;
    }
}
