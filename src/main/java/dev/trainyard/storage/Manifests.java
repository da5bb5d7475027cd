package dev.trainyard.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows that make a content visible as a blob. */
@Repository
class Manifests {
    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private volatile @Nullable String unreferenced;

    Manifests(JdbcTemplate template) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
    }

    /**
     * Where a blob's bytes are.
     *
     * @param chunksSha256 SHA-256 of the digests of its chunks, one after the other; null if an older version wrote it
     */
    record Manifest(
            String tenant,
            Blob blob,
            String content,
            int chunks,
            @Nullable String chunksSha256) {}

    Optional<Manifest> find(String tenant, String id) {
        return jdbc.sql("SELECT * FROM blob WHERE id = ? AND tenant = ?")
                .params(id, tenant)
                .query((row, _) -> manifest(row))
                .optional();
    }

    /** The blob of this content, which its writer now holds as well; empty if the tenant has none. */
    Optional<Manifest> hold(String tenant, long bytes, String sha256) {
        jdbc.sql("UPDATE blob SET holds = holds + 1, written_at = CURRENT_TIMESTAMP"
                        + " WHERE tenant = ? AND sha256 = ? AND bytes = ?")
                .params(tenant, sha256, bytes)
                .update();
        return jdbc.sql("SELECT * FROM blob WHERE tenant = ? AND sha256 = ? AND bytes = ?")
                .params(tenant, sha256, bytes)
                .query((row, _) -> manifest(row))
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if an equal blob was written at the same time */
    void insert(Manifest manifest) {
        Blob blob = manifest.blob();
        jdbc.sql("INSERT INTO blob (id, tenant, content_id, bytes, chunks, sha256, chunks_sha256, holds, written_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, 1, CURRENT_TIMESTAMP)")
                .params(
                        blob.id(),
                        manifest.tenant(),
                        manifest.content(),
                        blob.bytes(),
                        manifest.chunks(),
                        blob.sha256())
                .param(manifest.chunksSha256())
                .update();
    }

    /** Puts a new content, of the same bytes, in the place of a damaged one; false if somebody else was faster. */
    boolean replaceContent(Manifest manifest, String content) {
        return jdbc.sql("UPDATE blob SET content_id = ? WHERE id = ? AND content_id = ?")
                        .params(content, manifest.blob().id(), manifest.content())
                        .update()
                == 1;
    }

    void release(String tenant, String id) {
        jdbc.sql("UPDATE blob SET holds = holds - 1 WHERE id = ? AND tenant = ? AND holds > 0")
                .params(id, tenant)
                .update();
    }

    /** Removes the manifest if nobody holds it and no row refers to it. */
    boolean removeReleased(String id) {
        return jdbc.sql("DELETE FROM blob WHERE id = ? AND holds = 0 AND " + unreferenced())
                        .param(id)
                        .update()
                == 1;
    }

    /** Removes the manifest if it is that old and no row refers to it. */
    boolean removeOlderThan(String id, long seconds) {
        return jdbc.sql("DELETE FROM blob WHERE id = ?"
                                + " AND written_at < CURRENT_TIMESTAMP - INTERVAL '1' SECOND * CAST(? AS INTEGER) AND "
                                + unreferenced())
                        .params(id, seconds)
                        .update()
                == 1;
    }

    List<Manifest> unreferencedOlderThan(long seconds) {
        return jdbc.sql("SELECT * FROM blob"
                        + " WHERE written_at < CURRENT_TIMESTAMP - INTERVAL '1' SECOND * CAST(? AS INTEGER) AND "
                        + unreferenced())
                .param(seconds)
                .query((row, _) -> manifest(row))
                .list();
    }

    private static Manifest manifest(ResultSet row) throws SQLException {
        Blob blob = new Blob(row.getString("id"), row.getLong("bytes"), row.getString("sha256"));
        return new Manifest(
                row.getString("tenant"),
                blob,
                row.getString("content_id"),
                row.getInt("chunks"),
                row.getString("chunks_sha256"));
    }

    /** No foreign key in the schema points at the blob. The database itself knows who may refer to one. */
    private String unreferenced() {
        String known = unreferenced;
        if (known == null) {
            known = String.join(" AND ", template.execute(Manifests::conditions));
            unreferenced = known;
        }
        return known;
    }

    private static List<String> conditions(Connection connection) throws SQLException {
        List<String> conditions = new ArrayList<>(List.of("TRUE"));
        try (ResultSet keys =
                connection.getMetaData().getExportedKeys(connection.getCatalog(), connection.getSchema(), "blob")) {
            while (keys.next()) {
                String table = keys.getString("FKTABLE_NAME");
                String column = keys.getString("FKCOLUMN_NAME");
                conditions.add("NOT EXISTS (SELECT 1 FROM %s WHERE %s.%s = blob.id)".formatted(table, table, column));
            }
        }
        return conditions;
    }
}
