package dev.trainyard.engine.metric;

/**
 * Mean over classes of F1 = 2 tp / (actual + predicted): 0 to 1. Classes that neither occur nor are predicted do not
 * count, as in scikit-learn's {@code f1_score(average="macro")}.
 */
public final class MacroF1 implements Metric {
    private final ConfusionMatrix matrix;

    public MacroF1(int classes) {
        this.matrix = new ConfusionMatrix(classes);
    }

    @Override
    public String name() {
        return "macro_f1";
    }

    @Override
    public boolean largerIsBetter() {
        return true;
    }

    @Override
    public void add(float[] predictions, float[] targets, int rows) {
        matrix.add(predictions, targets, rows);
    }

    @Override
    public double value() {
        return of(matrix);
    }

    /** The same from a confusion matrix. */
    public static double of(ConfusionMatrix matrix) {
        double sum = 0;
        int counted = 0;
        for (int i = 0; i < matrix.classes(); i++) {
            long either = matrix.actual(i) + matrix.predicted(i);
            if (either > 0) {
                sum += 2.0 * matrix.count(i, i) / either;
                counted++;
            }
        }
        return sum / counted;
    }
}
