package dev.trainyard.engine.metric;

/** Mean absolute error, in the unit of the data; with several outputs the mean over them. */
public final class Mae implements Metric {
    private final double[] units;
    private final double[] errors;
    private long rows;

    /** @param units what 1.0 means in each output */
    public Mae(double[] units) {
        this.units = units.clone();
        this.errors = new double[units.length];
    }

    @Override
    public String name() {
        return "mae";
    }

    @Override
    public boolean largerIsBetter() {
        return false;
    }

    @Override
    public void add(float[] predictions, float[] targets, int count) {
        for (int i = 0; i < count * units.length; i++) {
            errors[i % units.length] += Math.abs((double) predictions[i] - targets[i]);
        }
        rows += count;
    }

    @Override
    public double value() {
        double sum = 0;
        for (int i = 0; i < units.length; i++) {
            sum += errors[i] / rows * units[i];
        }
        return sum / units.length;
    }
}
