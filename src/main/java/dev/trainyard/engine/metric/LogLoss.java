package dev.trainyard.engine.metric;

/** Mean of -log(probability of the right class), a probability below 1e-15 counting as that; natural logarithm. */
public final class LogLoss implements Metric {
    private static final double LEAST = 1e-15;

    private final int classes;
    private double sum;
    private long rows;

    public LogLoss(int classes) {
        this.classes = classes;
    }

    @Override
    public String name() {
        return "log_loss";
    }

    @Override
    public boolean largerIsBetter() {
        return false;
    }

    @Override
    public void add(float[] predictions, float[] targets, int count) {
        for (int row = 0; row < count; row++) {
            sum -= StrictMath.log(Math.max(LEAST, predictions[row * classes + (int) targets[row]]));
        }
        rows += count;
    }

    @Override
    public double value() {
        return sum / rows;
    }
}
