package dev.trainyard.benchmark;

import java.util.Arrays;
import java.util.Locale;

/** Median and quartiles of some measurements. */
record Spread(double lower, double median, double upper) {
    static Spread of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Spread(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    private static double at(double[] sorted, double part) {
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** For example {@code 1.43 (1.40–1.47)}. */
    String text() {
        return String.format(Locale.ROOT, "%.3g (%.3g–%.3g)", median, lower, upper);
    }
}
