package dev.trainyard.engine.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the categories of a column stand in a list of kept categories; a column of another dataset has its own codes. */
final class CategorySlots {
    static final int NONE = -1;

    private CategorySlots() {}

    /** For each code of the column the position of its word in {@code kept}, or {@code other}. */
    static int[] of(CategoryColumn column, List<String> kept, int other) {
        Map<String, Integer> positions = HashMap.newHashMap(kept.size());
        for (int i = 0; i < kept.size(); i++) {
            positions.put(kept.get(i), i);
        }
        int[] slots = new int[column.categories().size()];
        Arrays.setAll(slots, code -> positions.getOrDefault(column.categories().get(code), other));
        return slots;
    }
}
