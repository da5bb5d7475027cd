package dev.trainyard.engine.metric;

import java.util.Arrays;

/**
 * Area under the ROC curve: the probability that a row of a class gets a larger probability of it than a row of another
 * class, equal ones counting half. With two classes that of the second, with more the mean over the classes, one against
 * the rest; classes without a row on both sides do not count. It keeps every prediction: 4 (classes + 1) bytes per row.
 *
 * <p>Hanley and McNeil, "The meaning and use of the area under a receiver operating characteristic curve" (1982).
 */
public final class Auc implements Metric {
    private final int classes;
    private float[] scores = new float[0];
    private int[] labels = new int[0];
    private int rows;

    public Auc(int classes) {
        this.classes = classes;
    }

    @Override
    public String name() {
        return "auc";
    }

    @Override
    public boolean largerIsBetter() {
        return true;
    }

    @Override
    public void add(float[] predictions, float[] targets, int count) {
        int needed = rows + count;
        if (needed > labels.length) {
            int capacity = Math.max(needed, labels.length * 2);
            scores = Arrays.copyOf(scores, Math.multiplyExact(capacity, classes));
            labels = Arrays.copyOf(labels, capacity);
        }
        System.arraycopy(predictions, 0, scores, rows * classes, count * classes);
        for (int row = 0; row < count; row++) {
            labels[rows + row] = (int) targets[row];
        }
        rows = needed;
    }

    @Override
    public double value() {
        if (classes == 2) {
            return against(1);
        }
        double sum = 0;
        int counted = 0;
        for (int i = 0; i < classes; i++) {
            double area = against(i);
            if (!Double.isNaN(area)) {
                sum += area;
                counted++;
            }
        }
        return sum / counted;
    }

    /** Area of one class against the rest, from the sum of its ranks. */
    private double against(int which) {
        long[] sorted = sortedByScore(which);
        long inside = 0;
        double ranks = 0;
        for (int from = 0, to; from < rows; from = to) {
            int tied = 0;
            for (to = from; to < rows && sorted[to] >> 1 == sorted[from] >> 1; to++) {
                tied += (int) (sorted[to] & 1);
            }
            ranks += tied * ((from + 1 + to) / 2.0);
            inside += tied;
        }
        long outside = rows - inside;
        return (ranks - inside * (inside + 1.0) / 2) / ((double) inside * outside);
    }

    /** Scores in ascending order as integers that sort alike, the lowest bit telling whether the row is of the class. */
    private long[] sortedByScore(int which) {
        long[] sorted = new long[rows];
        for (int row = 0; row < rows; row++) {
            int bits = Float.floatToIntBits(scores[row * classes + which] + 0f);
            int ordered = bits ^ (bits >> 31 & Integer.MAX_VALUE);
            sorted[row] = (long) ordered << 1 | (labels[row] == which ? 1 : 0);
        }
        Arrays.sort(sorted);
        return sorted;
    }
}
