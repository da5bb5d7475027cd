package dev.trainyard.storage;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/** The rows that hold the bytes: contents and their chunks. Each method is one short transaction. */
@Repository
class Contents {
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    Contents(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Chunk(byte[] bytes, String sha256) {}

    /** An empty content that nobody sees. */
    String begin(String tenant) {
        String id = "cnt_" + UUID.randomUUID().toString().replace("-", "");
        jdbc.sql("INSERT INTO blob_content (id, tenant, touched_at, abandoned) VALUES (?, ?, CURRENT_TIMESTAMP, FALSE)")
                .params(id, tenant)
                .update();
        return id;
    }

    /** @throws IOException if the content was given up meanwhile, for not having grown for long */
    void append(String tenant, String content, int position, byte[] bytes, int length, String sha256)
            throws IOException {
        byte[] chunk = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        boolean stored = Boolean.TRUE.equals(transactions.execute(_ -> {
            boolean alive = touch(content);
            if (alive) {
                jdbc.sql("INSERT INTO blob_chunk (content_id, position, tenant, bytes, sha256) VALUES (?, ?, ?, ?, ?)")
                        .params(content, position, tenant, chunk, sha256)
                        .update();
            }
            return alive;
        }));
        if (!stored) {
            throw new IOException("content " + content + " was given up while it was written");
        }
    }

    /** Says that the writer lives, and keeps a sweep away until the current transaction ends; false if it was too late. */
    boolean touch(String content) {
        return jdbc.sql("UPDATE blob_content SET touched_at = CURRENT_TIMESTAMP WHERE id = ? AND NOT abandoned")
                        .param(content)
                        .update()
                == 1;
    }

    Optional<Chunk> chunk(String tenant, String content, int position) {
        return jdbc.sql("SELECT bytes, sha256 FROM blob_chunk WHERE content_id = ? AND position = ? AND tenant = ?")
                .params(content, position, tenant)
                .query((row, _) -> new Chunk(row.getBytes(1), row.getString(2)))
                .optional();
    }

    /** Shuts the writer out, as part of the current transaction. */
    void abandon(String content) {
        jdbc.sql("UPDATE blob_content SET abandoned = TRUE WHERE id = ?")
                .param(content)
                .update();
    }

    /** The same for contents without a blob that have not grown for so long; answers all that wait for removal. */
    List<String> abandonOlderThan(long seconds) {
        jdbc.sql("UPDATE blob_content SET abandoned = TRUE"
                        + " WHERE NOT abandoned AND touched_at < CURRENT_TIMESTAMP - INTERVAL '1' SECOND * CAST(? AS INTEGER)"
                        + " AND NOT EXISTS (SELECT 1 FROM blob WHERE blob.content_id = blob_content.id)")
                .param(seconds)
                .update();
        return jdbc.sql("SELECT id FROM blob_content WHERE abandoned ORDER BY id")
                .query((row, _) -> row.getString(1))
                .list();
    }

    /**
     * Removes an abandoned content; what a crash leaves of it is still abandoned. One chunk per transaction: the embedded
     * database keeps the old rows of a transaction in memory, and 16 of them were too much for a heap of 256 MB.
     */
    void remove(String content) {
        int last = jdbc.sql("SELECT COALESCE(MAX(position), -1) FROM blob_chunk WHERE content_id = ?")
                .param(content)
                .query(Integer.class)
                .single();
        for (int position = 0; position <= last; position++) {
            jdbc.sql("DELETE FROM blob_chunk WHERE content_id = ? AND position = ?")
                    .params(content, position)
                    .update();
        }
        jdbc.sql("DELETE FROM blob_content WHERE id = ? AND abandoned")
                .param(content)
                .update();
    }
}
