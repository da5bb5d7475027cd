package dev.trainyard.engine.data;

import java.util.List;

/**
 * A category with many values as one float, its code, which the network looks up in a learned table of vectors. The
 * codes are 0 for missing, 1 for rare and unseen categories, then 2 + position of the kept ones.
 *
 * @param categories the kept categories, frequent enough in the training rows
 * @param dimension length of the learned vectors
 */
public record Embedded(String column, List<String> categories, int dimension) implements ColumnEncoder {
    /** Only the so many most frequent categories are kept. */
    public static final int MOST_CATEGORIES = 10_000;

    public static final int LONGEST_DIMENSION = 50;

    private static final int MISSING = 0;
    private static final int OTHER = 1;

    public Embedded {
        categories = List.copyOf(categories);
    }

    /** Number of different codes, the rows of the table. */
    public int codes() {
        return categories.size() + 2;
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public void encode(Column source, int[] rows, float[] out, int stride, int offset) {
        CategoryColumn words = source.asCategories();
        int[] slots = CategorySlots.of(words, categories, CategorySlots.NONE);
        for (int i = 0; i < rows.length; i++) {
            int code = words.codes()[rows[i]];
            out[i * stride + offset] = code < 0 ? MISSING : OTHER + 1 + slots[code];
        }
    }
}
