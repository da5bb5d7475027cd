package dev.trainyard.dataset;

/** Count, extremes, mean and spread of numbers in one pass, by Welford's recurrence (Technometrics 4, 1962). */
final class Moments {
    private long count;
    private double mean;
    private double squares;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    void add(double value) {
        count++;
        double before = value - mean;
        mean += before / count;
        squares += before * (value - mean);
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    /** Adds the same value many times. */
    void add(double value, long times) {
        if (times == 0) {
            return;
        }
        double before = value - mean;
        long total = count + times;
        mean += before * times / total;
        squares += before * before * count / total * times;
        count = total;
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    long count() {
        return count;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    double mean() {
        return mean;
    }

    /** Standard deviation of the sample; 0 for a single value. */
    double std() {
        return count < 2 ? 0 : Math.sqrt(squares / (count - 1));
    }
}
