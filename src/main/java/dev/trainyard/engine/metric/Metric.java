package dev.trainyard.engine.metric;

import java.util.List;

/** One number that tells how good predictions are; it gathers over batches, and their cut does not change it. */
public sealed interface Metric permits Accuracy, MacroF1, Auc, LogLoss, Rmse, Mae, R2 {
    /** Name as it travels, such as {@code macro_f1}. */
    String name();

    /** Whether a larger value is a better one. */
    boolean largerIsBetter();

    /**
     * Takes predictions in.
     *
     * @param predictions [rows, outputs]: the probability of each class, or values
     * @param targets [rows] indices of classes, or [rows, outputs] values
     */
    void add(float[] predictions, float[] targets, int rows);

    /** The metric over everything added; NaN where it is not defined, as with nothing added. */
    double value();

    /** All metrics for classes. */
    static List<Metric> ofClasses(int classes) {
        return List.of(new Accuracy(classes), new MacroF1(classes), new Auc(classes), new LogLoss(classes));
    }

    /**
     * All metrics for values.
     *
     * @param units what 1.0 means in each output: metrics are in the unit of the data
     */
    static List<Metric> ofValues(double[] units) {
        return List.of(new Rmse(units), new Mae(units), new R2(units.length));
    }
}
