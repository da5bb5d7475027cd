package dev.trainyard.engine.data;

import java.util.Arrays;
import java.util.List;

/** How targets become the floats of a loss, and outputs become answers again. Fitted on the training rows only. */
public sealed interface TargetEncoder permits ClassTarget, NumberTarget {
    /** Names of the target columns. */
    List<String> columns();

    Task task();

    /** Outputs of a network for it: one per class, or one per value. */
    int outputs();

    /**
     * Encodes the targets of rows, none of which may be missing.
     *
     * @throws InvalidData if a column is missing, of another type, or holds a class that was not there at fitting
     */
    Targets encode(Table table, int[] rows);

    /**
     * Fits an encoder.
     *
     * @param targets names of the target columns: one for classes, any number for values
     * @throws InvalidData if the training rows have one class only or a constant target
     */
    static TargetEncoder fit(Table table, List<String> targets, Task task, int[] trainingRows) {
        return switch (task) {
            case CLASSIFICATION -> {
                if (targets.size() != 1) {
                    throw new InvalidData(
                            InvalidData.Code.COLUMN_TYPE,
                            targets.getLast(),
                            "expected one target for classification, got %d".formatted(targets.size()));
                }
                yield ClassTarget.fit(table.column(targets.getFirst()), trainingRows);
            }
            case REGRESSION -> NumberTarget.fit(table, targets, trainingRows);
        };
    }

    /** The rows in which no target is missing; others cannot be learned from. */
    static int[] labelledRows(Table table, List<String> targets) {
        List<Column> columns = targets.stream().map(table::column).toList();
        int[] rows = new int[table.rows()];
        int count = 0;
        for (int row = 0; row < rows.length; row++) {
            if (!missing(columns, row)) {
                rows[count++] = row;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    private static boolean missing(List<Column> columns, int row) {
        for (Column column : columns) {
            if (column.missing(row)) {
                return true;
            }
        }
        return false;
    }
}
