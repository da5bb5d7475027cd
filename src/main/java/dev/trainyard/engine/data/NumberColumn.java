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
        double[] distinct = Arrays.stream(values)
                .filter(Double::isFinite)
                .map(value -> value + 0.0)
                .distinct()
                .sorted()
                .toArray();
        int[] codes = new int[values.length];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = missing(row) ? CategoryColumn.MISSING : Arrays.binarySearch(distinct, values[row] + 0.0);
        }
        List<String> words =
                Arrays.stream(distinct).mapToObj(NumberColumn::word).toList();
        return CategoryColumn.of(name, words, codes);
    }

    private static String word(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
