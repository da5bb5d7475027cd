package dev.trainyard.engine.data;

import dev.trainyard.engine.data.Ignored.Reason;
import java.util.Arrays;

/** Fits {@link Standardized} to a column of numbers, unmoved by a few wild values. */
final class NumberFit {
    /** Values further than so many interquartile ranges outside the quartiles do not count for mean and deviation. */
    private static final double FENCE = 10;

    /** Largest standardized value, in deviations. */
    private static final double LIMIT = 10;

    private NumberFit() {}

    static ColumnFit of(NumberColumn column, int[] rows) {
        double[] present = present(column, rows);
        if (present.length == 0) {
            return ColumnFit.skip(column, Reason.ALL_MISSING);
        }
        boolean indicator = present.length < rows.length;
        double[] fenced = fenced(present);
        double mean = Arrays.stream(fenced).average().orElseThrow();
        double deviation = deviation(fenced, mean);
        if (!(deviation > 0)) {
            if (!indicator) {
                return ColumnFit.skip(column, Reason.CONSTANT);
            }
            deviation = 1;
        }
        return new ColumnFit.Use(
                new Standardized(column.name(), mean, deviation, LIMIT, quantile(present, 0.5), indicator));
    }

    /** Sorted. */
    private static double[] present(NumberColumn column, int[] rows) {
        double[] present = new double[rows.length];
        int count = 0;
        for (int row : rows) {
            if (!column.missing(row)) {
                present[count++] = column.values()[row];
            }
        }
        present = Arrays.copyOf(present, count);
        Arrays.sort(present);
        return present;
    }

    private static double[] fenced(double[] sorted) {
        double low = quantile(sorted, 0.25);
        double high = quantile(sorted, 0.75);
        double reach = FENCE * (high - low);
        if (!(reach > 0) || !Double.isFinite(reach)) {
            return sorted;
        }
        double[] fenced = sorted.clone();
        for (int i = 0; fenced[i] < low - reach; i++) {
            fenced[i] = low - reach;
        }
        for (int i = fenced.length - 1; fenced[i] > high + reach; i--) {
            fenced[i] = high + reach;
        }
        return fenced;
    }

    private static double deviation(double[] values, double mean) {
        double scale = Math.max(Math.abs(values[0] - mean), Math.abs(values[values.length - 1] - mean));
        if (!(scale > 0) || !Double.isFinite(scale)) {
            return 0;
        }
        double sum = 0;
        for (double value : values) {
            double part = (value - mean) / scale;
            sum += part * part;
        }
        return scale * Math.sqrt(sum / values.length);
    }

    private static double quantile(double[] sorted, double fraction) {
        double position = fraction * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
