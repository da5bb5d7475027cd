package dev.trainyard.engine.data;

import dev.trainyard.engine.data.Ignored.Reason;

/** What fitting answers for one column: an encoder, or why there is none. */
sealed interface ColumnFit {
    /** The column is used, encoded so. */
    record Use(ColumnEncoder encoder) implements ColumnFit {}

    /** The column is left out. */
    record Skip(Ignored ignored) implements ColumnFit {}

    static ColumnFit of(Column column, int[] trainingRows) {
        return switch (column) {
            case NumberColumn numbers -> NumberFit.of(numbers, trainingRows);
            case CategoryColumn categories -> CategoryFit.of(categories, trainingRows);
            case TensorColumn tensors -> TensorFit.of(tensors, trainingRows);
        };
    }

    static ColumnFit skip(Column column, Reason reason) {
        return new Skip(new Ignored(column.name(), reason));
    }
}
