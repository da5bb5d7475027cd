package dev.trainyard.engine.metric;

/** Part of the rows whose most probable class is the right one: 0 to 1. */
public final class Accuracy implements Metric {
    private final int classes;
    private long right;
    private long rows;

    public Accuracy(int classes) {
        this.classes = classes;
    }

    @Override
    public String name() {
        return "accuracy";
    }

    @Override
    public boolean largerIsBetter() {
        return true;
    }

    @Override
    public void add(float[] predictions, float[] targets, int count) {
        for (int row = 0; row < count; row++) {
            right += ConfusionMatrix.largest(predictions, row * classes, classes) == (int) targets[row] ? 1 : 0;
        }
        rows += count;
    }

    @Override
    public double value() {
        return (double) right / rows;
    }
}
