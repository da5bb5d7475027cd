package dev.trainyard.engine.metric;

/**
 * Part of the variance that is explained: 1 - sum of squared errors / sum of squared deviations from the mean, at most 1;
 * with several outputs the mean over them. Not defined for fewer than two rows or a constant target.
 */
public final class R2 implements Metric {
    private final int outputs;
    private final double[] errors;
    private final double[] means;
    private final double[] deviations;
    private long rows;

    public R2(int outputs) {
        this.outputs = outputs;
        this.errors = new double[outputs];
        this.means = new double[outputs];
        this.deviations = new double[outputs];
    }

    @Override
    public String name() {
        return "r2";
    }

    @Override
    public boolean largerIsBetter() {
        return true;
    }

    /** Keeps mean and squared deviations as they go (Welford 1962). */
    @Override
    public void add(float[] predictions, float[] targets, int count) {
        for (int row = 0; row < count; row++) {
            rows++;
            for (int i = 0; i < outputs; i++) {
                double target = targets[row * outputs + i];
                double error = predictions[row * outputs + i] - target;
                errors[i] += error * error;
                double away = target - means[i];
                means[i] += away / rows;
                deviations[i] += away * (target - means[i]);
            }
        }
    }

    @Override
    public double value() {
        double sum = 0;
        for (int i = 0; i < outputs; i++) {
            sum += deviations[i] > 0 ? 1 - errors[i] / deviations[i] : Double.NaN;
        }
        return sum / outputs;
    }
}
