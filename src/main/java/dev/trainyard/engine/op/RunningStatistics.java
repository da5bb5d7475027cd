package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Site;

/** The running mean and variance of batch normalization: inputs 3 and 4 of its site, written in training, read after it. */
final class RunningStatistics {

    private final float[] mean;
    private final float[] variance;
    private final float momentum;
    private final float epsilon;

    RunningStatistics(Site site, float momentum, float epsilon) {
        this.mean = site.input(3);
        this.variance = site.input(4);
        this.momentum = momentum;
        this.epsilon = epsilon;
    }

    float mean(int feature) {
        return mean[feature];
    }

    float inverseDeviation(int feature) {
        return inverseDeviation(variance[feature]);
    }

    float inverseDeviation(double ofVariance) {
        return (float) (1 / Math.sqrt(ofVariance + epsilon));
    }

    /** Mixes in a batch of {@code count} values with the given mean and biased variance; remembers the unbiased one. */
    void remember(int feature, double batchMean, double batchVariance, int count) {
        double unbiased = count > 1 ? batchVariance * count / (count - 1) : batchVariance;
        mean[feature] = (float) ((1.0 - momentum) * mean[feature] + momentum * batchMean);
        variance[feature] = (float) ((1.0 - momentum) * variance[feature] + momentum * unbiased);
    }
}
