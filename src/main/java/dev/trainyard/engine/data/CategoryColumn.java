package dev.trainyard.engine.data;

import java.util.List;

/**
 * One of a list of words per row; booleans are the categories {@code false, true}.
 *
 * @param categories the different words in the profile's order
 * @param codes index into {@code categories} per row, -1 where the value is missing
 * @param text whether the words are running text, which no encoder takes as a feature
 */
@SuppressWarnings("ArrayRecordComponent")
public record CategoryColumn(String name, List<String> categories, int[] codes, boolean text) implements Column {
    public static final int MISSING = -1;

    public CategoryColumn {
        categories = List.copyOf(categories);
    }

    public static CategoryColumn of(String name, List<String> categories, int[] codes) {
        return new CategoryColumn(name, categories, codes, false);
    }

    @Override
    public int rows() {
        return codes.length;
    }

    @Override
    public boolean missing(int row) {
        return codes[row] < 0;
    }

    @Override
    public NumberColumn asNumbers() {
        double[] numbers = categories.stream().mapToDouble(this::number).toArray();
        double[] values = new double[codes.length];
        for (int row = 0; row < values.length; row++) {
            values[row] = missing(row) ? Double.NaN : numbers[codes[row]];
        }
        return new NumberColumn(name, values);
    }

    private double number(String word) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException notANumber) {
            throw new InvalidData(
                    InvalidData.Code.COLUMN_TYPE, name, "expected numbers, got \"%s\"".formatted(word), notANumber);
        }
    }

    @Override
    public CategoryColumn asCategories() {
        return this;
    }
}
