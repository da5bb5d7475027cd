package dev.trainyard.engine.metric;

/** How often each class was taken for which: {@code count(actual, predicted)}. */
public final class ConfusionMatrix {
    private final int classes;
    private final long[][] counts;

    public ConfusionMatrix(int classes) {
        this.classes = classes;
        this.counts = new long[classes][classes];
    }

    /**
     * Takes predictions in; the class with the largest score counts, the first of equal ones.
     *
     * @param scores [rows, classes]
     * @param targets [rows] indices of classes
     */
    public void add(float[] scores, float[] targets, int rows) {
        for (int row = 0; row < rows; row++) {
            counts[(int) targets[row]][largest(scores, row * classes, classes)]++;
        }
    }

    /** Position of the largest of {@code classes} scores from {@code offset}; the first of equal ones. */
    public static int largest(float[] scores, int offset, int classes) {
        int best = 0;
        for (int i = 1; i < classes; i++) {
            if (scores[offset + i] > scores[offset + best]) {
                best = i;
            }
        }
        return best;
    }

    public int classes() {
        return classes;
    }

    /** Rows of class {@code actual} that were taken for {@code predicted}. */
    public long count(int actual, int predicted) {
        return counts[actual][predicted];
    }

    /** Rows of this class. */
    public long actual(int which) {
        long sum = 0;
        for (int predicted = 0; predicted < classes; predicted++) {
            sum += counts[which][predicted];
        }
        return sum;
    }

    /** Rows taken for this class. */
    public long predicted(int which) {
        long sum = 0;
        for (int actual = 0; actual < classes; actual++) {
            sum += counts[actual][which];
        }
        return sum;
    }
}
