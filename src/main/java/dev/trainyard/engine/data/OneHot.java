package dev.trainyard.engine.data;

import java.util.List;

/**
 * A category as one float each that is 1 for the row's category: the kept categories, then "other" for rare and unseen
 * ones, then "missing". Without the slot for it, an unseen or missing value is all zeros.
 *
 * @param categories the kept categories, frequent enough in the training rows
 * @param other whether there is a slot for all other categories
 * @param missing whether there is a slot for missing values
 */
public record OneHot(String column, List<String> categories, boolean other, boolean missing) implements ColumnEncoder {
    /** A column that keeps more categories is {@link Embedded}. */
    public static final int MOST_CATEGORIES = 64;

    public OneHot {
        categories = List.copyOf(categories);
    }

    @Override
    public int width() {
        return categories.size() + (other ? 1 : 0) + (missing ? 1 : 0);
    }

    @Override
    public void encode(Column source, int[] rows, float[] out, int stride, int offset) {
        CategoryColumn words = source.asCategories();
        int[] slots = CategorySlots.of(words, categories, other ? categories.size() : CategorySlots.NONE);
        int missingSlot = missing ? width() - 1 : CategorySlots.NONE;
        for (int i = 0; i < rows.length; i++) {
            int code = words.codes()[rows[i]];
            int slot = code < 0 ? missingSlot : slots[code];
            for (int j = 0; j < width(); j++) {
                out[i * stride + offset + j] = j == slot ? 1 : 0;
            }
        }
    }
}
