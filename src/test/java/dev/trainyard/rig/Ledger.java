package dev.trainyard.rig;

import dev.trainyard.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Looks into the database past the service: the checker that survives what it checks. H2 lets it in only while no node runs. */
final class Ledger implements AutoCloseable {
    private final Connection connection;

    Ledger(TestDatabase database) throws SQLException {
        Map<String, String> properties = database.properties();
        String file = "jdbc:h2:file:" + properties.get("trainyard.data-dir")
                + "/trainyard;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
        String url = properties.getOrDefault("spring.datasource.url", file);
        connection = DriverManager.getConnection(
                url,
                properties.getOrDefault("spring.datasource.username", "trainyard"),
                properties.getOrDefault("spring.datasource.password", ""));
    }

    long count(String sql) {
        return Long.parseLong(rows(sql).getFirst().getFirst());
    }

    /** Every row as texts. */
    List<List<String>> rows(String sql) {
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(Objects.requireNonNullElse(result.getString(column), ""));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    int update(String sql) {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
