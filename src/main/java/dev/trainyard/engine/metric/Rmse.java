package dev.trainyard.engine.metric;

/** Root of the mean squared error, in the unit of the data; with several outputs the mean over them. */
public final class Rmse implements Metric {
    private final double[] units;
    private final double[] squares;
    private long rows;

    /** @param units what 1.0 means in each output */
    public Rmse(double[] units) {
        this.units = units.clone();
        this.squares = new double[units.length];
    }

    @Override
    public String name() {
        return "rmse";
    }

    @Override
    public boolean largerIsBetter() {
        return false;
    }

    @Override
    public void add(float[] predictions, float[] targets, int count) {
        for (int i = 0; i < count * units.length; i++) {
            double error = (double) predictions[i] - targets[i];
            squares[i % units.length] += error * error;
        }
        rows += count;
    }

    @Override
    public double value() {
        double sum = 0;
        for (int i = 0; i < units.length; i++) {
            sum += Math.sqrt(squares[i] / rows) * units[i];
        }
        return sum / units.length;
    }
}
