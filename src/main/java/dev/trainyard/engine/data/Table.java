package dev.trainyard.engine.data;

import java.util.HashSet;
import java.util.List;

/**
 * A dataset in memory, column by column: what a file format answers and what the encoders are fitted on.
 *
 * @param rows number of rows, the same in every column
 * @param columns the columns in the file's order, with different names
 */
public record Table(int rows, List<Column> columns) {
    public Table {
        columns = List.copyOf(columns);
        var names = new HashSet<String>();
        for (Column column : columns) {
            if (column.rows() != rows) {
                throw new IllegalArgumentException(
                        "column %s: expected %d rows, got %d".formatted(column.name(), rows, column.rows()));
            }
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("column %s occurs twice".formatted(column.name()));
            }
        }
    }

    /** Whether there is a column of this name. */
    public boolean has(String name) {
        return columns.stream().anyMatch(column -> column.name().equals(name));
    }

    /** The column of this name, or {@link InvalidData} with the code {@code unknown_column}. */
    public Column column(String name) {
        for (Column column : columns) {
            if (column.name().equals(name)) {
                return column;
            }
        }
        List<String> names = columns.stream().map(Column::name).limit(20).toList();
        throw new InvalidData(
                InvalidData.Code.UNKNOWN_COLUMN, name, "expected one of %s, got \"%s\"".formatted(names, name));
    }
}
