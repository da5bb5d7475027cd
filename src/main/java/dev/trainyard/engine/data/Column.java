package dev.trainyard.engine.data;

/** One named column of a {@link Table}. */
public sealed interface Column permits NumberColumn, CategoryColumn, TensorColumn {
    String name();

    int rows();

    /** Whether the value of this row is missing. */
    boolean missing(int row);

    /** These values as numbers; words that are no numbers are {@link InvalidData} with the code {@code column_type}. */
    NumberColumn asNumbers();

    /** These values as words, whole numbers without a point; tensors are {@link InvalidData}, {@code column_type}. */
    CategoryColumn asCategories();
}
