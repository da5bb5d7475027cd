package dev.trainyard.dataset;

import dev.trainyard.web.Cursor;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of datasets and of their columns. */
@Repository
class DatasetRecords {
    private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};
    private static final TypeReference<List<Integer>> SHAPE = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcTemplate template;
    private final JdbcClient jdbc;

    DatasetRecords(JdbcTemplate template) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
    }

    void insert(StoredDataset stored) {
        Dataset dataset = stored.dataset();
        jdbc.sql("INSERT INTO dataset (id, tenant, name, format, row_count, bytes, sha256, file_blob, labels_blob,"
                        + " table_blob, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        dataset.id(),
                        dataset.tenant(),
                        dataset.name(),
                        dataset.format(),
                        dataset.rows(),
                        dataset.bytes(),
                        dataset.sha256(),
                        stored.fileBlob(),
                        new SqlParameterValue(Types.VARCHAR, stored.labelsBlob()),
                        stored.tableBlob(),
                        dataset.createdAt().atOffset(ZoneOffset.UTC))
                .update();
        insertColumns(dataset);
    }

    private void insertColumns(Dataset dataset) {
        List<Integer> positions =
                IntStream.range(0, dataset.columns().size()).boxed().toList();
        template.batchUpdate(
                "INSERT INTO dataset_column (dataset_id, tenant, position, name, type, missing, distinct_count,"
                        + " distinct_exact, minimum, maximum, mean, deviation, categories, shape, note)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                positions,
                1000,
                (statement, position) -> {
                    statement.setString(1, dataset.id());
                    statement.setString(2, dataset.tenant());
                    statement.setInt(3, position);
                    bind(statement, dataset.columns().get(position));
                });
    }

    private static void bind(PreparedStatement statement, ColumnProfile column) throws SQLException {
        statement.setString(4, column.name());
        statement.setString(5, column.type().wire());
        statement.setLong(6, column.missing());
        statement.setObject(7, column.distinct(), Types.BIGINT);
        statement.setObject(8, column.distinctExact(), Types.BOOLEAN);
        statement.setObject(9, column.min(), Types.DOUBLE);
        statement.setObject(10, column.max(), Types.DOUBLE);
        statement.setObject(11, column.mean(), Types.DOUBLE);
        statement.setObject(12, column.std(), Types.DOUBLE);
        statement.setString(13, json(column.categories()));
        statement.setString(14, json(column.shape()));
        statement.setString(15, column.note());
    }

    Optional<StoredDataset> find(String tenant, String id) {
        return find(tenant, id, "");
    }

    /** Finds it and keeps it until the current transaction ends. */
    Optional<StoredDataset> lock(String tenant, String id) {
        return find(tenant, id, " FOR UPDATE");
    }

    private Optional<StoredDataset> find(String tenant, String id, String locking) {
        return jdbc.sql("SELECT * FROM dataset WHERE id = ? AND tenant = ?" + locking)
                .params(id, tenant)
                .query((row, _) -> stored(row, columns(id)))
                .optional();
    }

    /** A page of them, newest first, without their columns. */
    List<Dataset> page(String tenant, Cursor cursor) {
        return jdbc.sql("SELECT * FROM dataset WHERE tenant = ? AND id < ? ORDER BY id DESC LIMIT ?")
                .params(tenant, cursor.before(), cursor.fetch())
                .query((row, _) -> stored(row, List.of()).dataset())
                .list();
    }

    void delete(String id) {
        jdbc.sql("DELETE FROM dataset_column WHERE dataset_id = ?").param(id).update();
        jdbc.sql("DELETE FROM dataset WHERE id = ?").param(id).update();
    }

    private List<ColumnProfile> columns(String id) {
        return jdbc.sql("SELECT * FROM dataset_column WHERE dataset_id = ? ORDER BY position")
                .param(id)
                .query((row, _) -> column(row))
                .list();
    }

    private static StoredDataset stored(ResultSet row, List<ColumnProfile> columns) throws SQLException {
        Dataset dataset = new Dataset(
                row.getString("tenant"),
                row.getString("id"),
                row.getString("name"),
                row.getString("format"),
                row.getInt("row_count"),
                row.getLong("bytes"),
                row.getString("sha256"),
                columns,
                row.getObject("created_at", OffsetDateTime.class).toInstant());
        return new StoredDataset(
                dataset, row.getString("file_blob"), row.getString("labels_blob"), row.getString("table_blob"));
    }

    private static ColumnProfile column(ResultSet row) throws SQLException {
        String categories = row.getString("categories");
        String shape = row.getString("shape");
        return new ColumnProfile(
                row.getString("name"),
                ColumnType.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                row.getLong("missing"),
                row.getObject("distinct_count", Long.class),
                row.getObject("distinct_exact", Boolean.class),
                row.getObject("minimum", Double.class),
                row.getObject("maximum", Double.class),
                row.getObject("mean", Double.class),
                row.getObject("deviation", Double.class),
                categories == null ? null : JSON.readValue(categories, WORDS),
                shape == null ? null : JSON.readValue(shape, SHAPE),
                row.getString("note"));
    }

    private static @Nullable String json(@Nullable List<?> list) {
        return list == null ? null : JSON.writeValueAsString(list);
    }
}
