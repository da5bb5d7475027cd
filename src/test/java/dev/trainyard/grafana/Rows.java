package dev.trainyard.grafana;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a query answers: the frame that a panel gets. */
record Rows(List<String> columns, List<Map<String, @Nullable Object>> rows) {
    static Rows of(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            ResultSetMetaData meta = result.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int column = 1; column <= meta.getColumnCount(); column++) {
                columns.add(meta.getColumnLabel(column));
            }
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            while (result.next()) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                for (String column : columns) {
                    row.put(column, result.getObject(column));
                }
                rows.add(row);
            }
            return new Rows(columns, rows);
        }
    }

    /** Whether there is something to draw. */
    boolean drawn() {
        return rows.stream().anyMatch(row -> row.values().stream().anyMatch(value -> value != null));
    }

    /** Whether each column that is not named here has a value somewhere. */
    boolean drawnBeside(String... axes) {
        return columns.stream()
                .filter(column -> !List.of(axes).contains(column))
                .allMatch(column -> rows.stream().anyMatch(row -> row.get(column) != null));
    }

    /** The numbers of a column. */
    List<Double> numbers(String column) {
        return rows.stream()
                .map(row -> row.get(column))
                .map(value -> value instanceof Number number ? number.doubleValue() : Double.NaN)
                .toList();
    }

    /** The same frame in parts, one for each value of a column, in the order in which the values come. */
    Map<Object, Rows> partition(String column) {
        Map<Object, Rows> parts = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> row : rows) {
            parts.computeIfAbsent(String.valueOf(row.get(column)), key -> new Rows(columns, new ArrayList<>()))
                    .rows()
                    .add(row);
        }
        return parts;
    }
}
