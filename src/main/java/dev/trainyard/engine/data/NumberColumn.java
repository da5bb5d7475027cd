package dev.trainyard.engine.data;

import java.util.Arrays;
import java.util.List;

/**
 * Numbers; a timestamp is a number too, in seconds since 1970-01-01T00:00Z.
 *
 * @param values one value per row; NaN and the infinities count as missing
 */
@SuppressWarnings("ArrayRecordComponent")
public record NumberColumn(String name, double[] values) implements Column {
    @Override
    public int rows() {
        return values.length;
    }

    @Override
    public boolean missing(int row) {
        return !Double.isFinite(values[row]);
    }

    @Override
    public NumberColumn asNumbers() {
        return this;
    }

    /** The different numbers in ascending order, as words. */
    @Override
    public CategoryColumn asCategories() {
        double[] distinct = distinct();
        int[] codes = new int[values.length];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = missing(row) ? CategoryColumn.MISSING : Arrays.binarySearch(distinct, values[row] + 0.0);
        }
        List<String> words =
                Arrays.stream(distinct).mapToObj(NumberColumn::word).toList();
        return CategoryColumn.of(name, words, codes);
    }

    private double[] distinct() {
        double[] numbers = new double[values.length];
        int count = 0;
        for (double value : values) {
            if (Double.isFinite(value)) {
                numbers[count++] = value + 0.0;
            }
        }
        Arrays.sort(numbers, 0, count);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || numbers[i] != numbers[i - 1]) {
                numbers[distinct++] = numbers[i];
            }
        }
        return Arrays.copyOf(numbers, distinct);
    }

    private static String word(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
