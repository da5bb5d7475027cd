package dev.trainyard.dataset;

import dev.trainyard.dataset.format.Cell;
import dev.trainyard.dataset.format.Rows;
import dev.trainyard.web.Cursor;
import dev.trainyard.web.Page;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first rows of a dataset, or those behind a place, as JSON shows them. */
final class Preview {
    private static final int MOST_VALUES = 200_000;
    private static final int LONGEST_TEXT = 1000;

    private final List<ColumnProfile> columns;
    private final Rows rows;

    private Preview(List<ColumnProfile> columns, Rows rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /** Fewer rows than the cursor asks for where they have very many values; {@code next} is the number of the last row. */
    static Page<Map<String, @Nullable Object>> of(Dataset dataset, Rows rows, Cursor cursor) throws IOException {
        return new Preview(dataset.columns(), rows).page(first(cursor), cursor.limit());
    }

    private static long first(Cursor cursor) {
        String after = cursor.after();
        if (after != null && !after.matches("[0-9]{1,10}")) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, "The parameter \"after\" is no cursor of this list.")
                    .at("after", "must be the \"next\" of an earlier page");
        }
        return after == null ? 0 : Long.parseLong(after);
    }

    private Page<Map<String, @Nullable Object>> page(long first, int limit) throws IOException {
        for (long row = 0; row < first; row++) {
            if (!rows.next()) {
                return new Page<>(List.of(), false, null);
            }
        }
        List<Map<String, @Nullable Object>> page = new ArrayList<>();
        long most = Math.clamp(MOST_VALUES / valuesOfRow(), 1, limit);
        while (page.size() < most && rows.next()) {
            page.add(row());
        }
        boolean more = page.size() == most && rows.next();
        return new Page<>(page, more, more ? Long.toString(first + page.size()) : null);
    }

    private long valuesOfRow() {
        return columns.stream().mapToLong(Preview::values).sum();
    }

    private static long values(ColumnProfile column) {
        return column.shape() == null
                ? 1
                : column.shape().stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    }

    private Map<String, @Nullable Object> row() {
        Map<String, @Nullable Object> row = LinkedHashMap.newLinkedHashMap(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i).name(), value(columns.get(i), i));
        }
        return row;
    }

    private @Nullable Object value(ColumnProfile column, int position) {
        if (column.type() == ColumnType.TENSOR) {
            List<Integer> shape = column.shape() == null ? List.of() : column.shape();
            return nested(rows.tensor(position), 0, shape);
        }
        Cell cell = rows.cell(position);
        if (cell.missing()) {
            return null;
        }
        return switch (column.type()) {
            case INTEGER -> (long) cell.number();
            case NUMBER -> cell.number();
            case BOOLEAN -> cell.truth() == 1;
            case CATEGORY, TEXT, TIMESTAMP -> cut(cell.text());
            case TENSOR -> throw new IllegalStateException("a tensor has no cell");
        };
    }

    private static Object nested(byte[] values, int from, List<Integer> shape) {
        if (shape.isEmpty()) {
            return values[from] & 0xff;
        }
        List<Integer> inner = shape.subList(1, shape.size());
        int step = inner.stream().reduce(1, (a, b) -> a * b);
        List<Object> list = new ArrayList<>(shape.getFirst());
        for (int i = 0; i < shape.getFirst(); i++) {
            list.add(nested(values, from + i * step, inner));
        }
        return list;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}
