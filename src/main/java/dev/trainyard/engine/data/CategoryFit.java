package dev.trainyard.engine.data;

import dev.trainyard.engine.data.Ignored.Reason;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Fits {@link OneHot} or {@link Embedded} to a column of categories by how often each occurs in the training rows. */
final class CategoryFit {
    /** A category in fewer than this part of the training rows, or in one row only, is "other". */
    private static final double RARE = 0.001;

    private CategoryFit() {}

    static ColumnFit of(CategoryColumn column, int[] rows) {
        if (column.text()) {
            return ColumnFit.skip(column, Reason.TEXT);
        }
        int[] counts = counts(column, rows);
        int present = Arrays.stream(counts).sum();
        boolean missing = present < rows.length;
        if (present == 0) {
            return ColumnFit.skip(column, Reason.ALL_MISSING);
        }
        List<String> kept = kept(column, counts, Math.max(2, RARE * rows.length));
        boolean other =
                kept.size() < Arrays.stream(counts).filter(count -> count > 0).count();
        if (kept.size() + (other ? 1 : 0) + (missing ? 1 : 0) < 2) {
            return ColumnFit.skip(column, other ? Reason.ALL_RARE : Reason.CONSTANT);
        }
        return new ColumnFit.Use(
                kept.size() <= OneHot.MOST_CATEGORIES
                        ? new OneHot(column.name(), kept, other, missing)
                        : new Embedded(column.name(), kept, dimension(kept.size())));
    }

    private static int[] counts(CategoryColumn column, int[] rows) {
        int[] counts = new int[column.categories().size()];
        for (int row : rows) {
            if (!column.missing(row)) {
                counts[column.codes()[row]]++;
            }
        }
        return counts;
    }

    /** The frequent categories, in the profile's order. */
    private static List<String> kept(CategoryColumn column, int[] counts, double atLeast) {
        return IntStream.range(0, counts.length)
                .boxed()
                .filter(code -> counts[code] >= atLeast)
                .sorted(Comparator.comparingInt(code -> -counts[code]))
                .limit(Embedded.MOST_CATEGORIES)
                .sorted()
                .map(column.categories()::get)
                .toList();
    }

    /** A rule of thumb from fast.ai's tabular models: 1.6 n^0.56, at most 50. */
    private static int dimension(int categories) {
        return (int) Math.min(Embedded.LONGEST_DIMENSION, Math.round(1.6 * StrictMath.pow(categories, 0.56)));
    }
}
