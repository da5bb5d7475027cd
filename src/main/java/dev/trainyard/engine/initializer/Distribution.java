package dev.trainyard.engine.initializer;

import dev.trainyard.engine.kernel.Randomness;

/** Shape of the distribution that values with a given standard deviation are drawn from. */
public enum Distribution {
    /** Gaussian. */
    NORMAL,
    /** Uniform in ±√3 standard deviations. */
    UNIFORM;

    void fill(float[] values, double deviation, long key) {
        switch (this) {
            case NORMAL -> normal(values, 0, deviation, key);
            case UNIFORM -> uniform(values, -Math.sqrt(3) * deviation, Math.sqrt(3) * deviation, key);
        }
    }

    static void normal(float[] values, double mean, double deviation, long key) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean + deviation * Randomness.normal(key, i));
        }
    }

    static void uniform(float[] values, double low, double high, long key) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (low + (high - low) * Randomness.uniform(key, i));
        }
    }
}
