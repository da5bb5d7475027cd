package dev.trainyard.engine.data;

import java.util.Arrays;
import java.util.List;

/**
 * A class as its index.
 *
 * @param classes all classes of the dataset in the profile's order; numbers in ascending order
 */
public record ClassTarget(String column, List<String> classes) implements TargetEncoder {
    public ClassTarget {
        classes = List.copyOf(classes);
    }

    static ClassTarget fit(Column column, int[] rows) {
        CategoryColumn words = column.asCategories();
        boolean[] seen = new boolean[words.categories().size()];
        Arrays.stream(rows)
                .map(row -> words.codes()[row])
                .filter(code -> code >= 0)
                .forEach(code -> seen[code] = true);
        List<String> classes = words.categories();
        int found = 0;
        for (boolean one : seen) {
            found += one ? 1 : 0;
        }
        if (found < 2) {
            throw new InvalidData(
                    InvalidData.Code.ONE_CLASS,
                    column.name(),
                    "expected at least 2 classes in the training rows, got %d".formatted(found));
        }
        return new ClassTarget(column.name(), classes);
    }

    @Override
    public List<String> columns() {
        return List.of(column);
    }

    @Override
    public Task task() {
        return Task.CLASSIFICATION;
    }

    @Override
    public int outputs() {
        return classes.size();
    }

    @Override
    public Targets encode(Table table, int[] rows) {
        int[] codes = codes(table, rows);
        float[] values = new float[codes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = codes[i];
        }
        return new Targets(1, values, new double[] {1});
    }

    /** Index of the class of each row, as splits and class weights want it. */
    public int[] codes(Table table, int[] rows) {
        CategoryColumn words = table.column(column).asCategories();
        int[] slots = CategorySlots.of(words, classes, CategorySlots.NONE);
        return Arrays.stream(rows)
                .map(row -> known(words, row, words.missing(row) ? CategorySlots.NONE : slots[words.codes()[row]]))
                .toArray();
    }

    private int known(CategoryColumn words, int row, int slot) {
        if (slot == CategorySlots.NONE) {
            String found =
                    words.missing(row) ? "a missing value" : words.categories().get(words.codes()[row]);
            throw new InvalidData(
                    InvalidData.Code.UNKNOWN_CLASS,
                    column,
                    "expected one of %s, got %s in row %d".formatted(classes, found, row + 1));
        }
        return slot;
    }
}
