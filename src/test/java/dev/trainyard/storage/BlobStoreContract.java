package dev.trainyard.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.ApplicationContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApplicationContract
abstract class BlobStoreContract {
    private static final long NO_LIMIT = Long.MAX_VALUE;
    private static final Duration AN_HOUR = Duration.ofHours(1);

    @Autowired
    BlobStore blobs;

    @Autowired
    JdbcClient jdbc;

    private final String tenant = "t" + UUID.randomUUID();

    @BeforeEach
    void createOwner() {
        jdbc.sql("CREATE TABLE IF NOT EXISTS test_owner (blob_id VARCHAR(40) REFERENCES blob (id))")
                .update();
    }

    @AfterEach
    void removeOwners() {
        jdbc.sql("DELETE FROM test_owner").update();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20, 5_000_000})
    void readsBackWhatWasWritten(int length) throws Exception {
        byte[] bytes = random(length);
        Blob blob = write(bytes);
        assertThat(blob.bytes()).isEqualTo(length);
        assertThat(blob.sha256()).isEqualTo(sha256(bytes));
        assertThat(read(blob)).isEqualTo(bytes);
    }

    @Test
    void storesPiecesOfAnySize() throws IOException {
        byte[] bytes = random(3_000_000);
        Random sizes = new Random(7);
        try (BlobWriter writer = blobs.writer(tenant, NO_LIMIT)) {
            int written = 0;
            while (written < bytes.length) {
                int size = Math.min(bytes.length - written, sizes.nextInt(1, 1_500_000));
                writer.write(bytes, written, size);
                written += size;
            }
            assertThat(read(writer.commit())).isEqualTo(bytes);
        }
    }

    @Test
    void keepsOneBlobForEqualContentOfATenant() throws IOException {
        byte[] bytes = random(2_000_000);
        Blob first = write(bytes);
        assertThat(write(bytes)).isEqualTo(first);
        assertThat(blobs.write(tenant + "2", new ByteArrayInputStream(bytes), NO_LIMIT))
                .isNotEqualTo(first);
        assertThat(count("blob_content")).isEqualTo(1);
        assertThat(count("blob_chunk")).isEqualTo(2);
    }

    @Test
    void keepsABlobUntilAllWhoWroteItGaveItUp() throws IOException {
        byte[] bytes = random(10);
        Blob first = write(bytes);
        Blob second = write(bytes);
        blobs.delete(tenant, first.id());
        assertThat(read(second)).isEqualTo(bytes);
        blobs.delete(tenant, second.id());
        assertNothingIsLeft();
    }

    @Test
    void keepsABlobThatARowRefersTo() throws IOException {
        byte[] bytes = random(10);
        Blob blob = write(bytes);
        own(blob);
        blobs.delete(tenant, blob.id());
        blobs.delete(tenant, blob.id());
        wroteLast(AN_HOUR.plusMinutes(1));
        blobs.sweep(AN_HOUR, AN_HOUR);
        assertThat(read(blob)).isEqualTo(bytes);
    }

    @Test
    void removesEveryChunkOfADeletedBlob() throws IOException {
        Blob blob = write(random(40 << 20));
        assertThat(count("blob_chunk")).isEqualTo(40);
        blobs.delete(tenant, blob.id());
        blobs.delete(tenant, blob.id());
        assertNothingIsLeft();
        assertThatThrownBy(() -> read(blob)).isInstanceOf(CorruptBlob.class);
    }

    @Test
    void showsABlobToItsTenantOnly() throws IOException {
        Blob blob = write(random(10));
        assertThatThrownBy(() -> blobs.open("other", blob.id())).isInstanceOf(CorruptBlob.class);
        blobs.delete("other", blob.id());
        assertThat(read(blob)).hasSize(10);
    }

    @Test
    void refusesMoreThanTheLimitAndLeavesNothing() throws IOException {
        byte[] bytes = random(2_000_000);
        assertThat(blobs.write(tenant, new ByteArrayInputStream(bytes), bytes.length)
                        .bytes())
                .isEqualTo(bytes.length);
        assertThatThrownBy(() -> blobs.write(tenant, new ByteArrayInputStream(random(2_000_001)), 2_000_000))
                .isInstanceOf(BlobTooLarge.class);
        assertThat(count("blob_content")).isEqualTo(1);
    }

    @Test
    void leavesNothingOfAStreamThatBreaks() {
        var reset = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                return read();
            }
        };
        InputStream breaking = new SequenceInputStream(new ByteArrayInputStream(random(3 << 20)), reset);
        assertThatThrownBy(() -> blobs.write(tenant, breaking, NO_LIMIT)).hasMessage("connection reset");
        assertNothingIsLeft();
    }

    @Test
    void sweepsWhatADeadWriterLeft() throws IOException {
        blobs.writer(tenant, NO_LIMIT).write(random(3 << 20));
        assertThat(count("blob_chunk")).isEqualTo(3);
        blobs.sweep(AN_HOUR, AN_HOUR);
        assertThat(count("blob_chunk")).isEqualTo(3);
        grewLast(AN_HOUR.plusMinutes(1));
        blobs.sweep(AN_HOUR, AN_HOUR);
        assertNothingIsLeft();
    }

    @Test
    void refusesAWriterThatWasSwept() throws IOException {
        BlobWriter writer = blobs.writer(tenant, NO_LIMIT);
        writer.write(random(1 << 20));
        grewLast(AN_HOUR.plusMinutes(1));
        blobs.sweep(AN_HOUR, AN_HOUR);
        assertThatThrownBy(() -> writer.write(random(1 << 20))).isInstanceOf(IOException.class);
        assertThatThrownBy(writer::commit).isInstanceOf(IOException.class);
        writer.close();
        assertNothingIsLeft();
    }

    @Test
    void sweepsBlobsThatNobodyEverReferredTo() throws IOException {
        Blob orphan = write(random(10));
        Blob owned = write(random(11));
        own(owned);
        wroteLast(AN_HOUR.plusMinutes(1));
        Blob fresh = write(random(12));
        blobs.sweep(AN_HOUR, AN_HOUR);
        assertThatThrownBy(() -> read(orphan)).isInstanceOf(CorruptBlob.class);
        assertThat(read(owned)).hasSize(11);
        assertThat(read(fresh)).hasSize(12);
    }

    @Test
    void handsOutNoByteOfADamagedChunk() throws IOException {
        Blob blob = write(random(3 << 20));
        damage(1);
        try (InputStream stream = blobs.open(tenant, blob.id())) {
            assertThat(stream.readNBytes(1 << 20)).hasSize(1 << 20);
            assertThatThrownBy(stream::read).isInstanceOf(CorruptBlob.class).hasMessageContaining("chunk 1");
            assertThatThrownBy(stream::read).isInstanceOf(CorruptBlob.class);
        }
    }

    @Test
    void noticesChunksInAnotherOrder() throws IOException {
        Blob blob = write(random(2 << 20));
        move(0, 7);
        move(1, 0);
        move(7, 1);
        assertThatThrownBy(() -> read(blob)).isInstanceOf(CorruptBlob.class);
    }

    @Test
    void checksAsWellWhatAnOlderVersionWrote() throws IOException {
        byte[] bytes = random(2 << 20);
        Blob blob = write(bytes);
        jdbc.sql("UPDATE blob SET chunks_sha256 = NULL WHERE tenant = ?")
                .param(tenant)
                .update();
        assertThat(read(blob)).isEqualTo(bytes);
        move(0, 7);
        move(1, 0);
        move(7, 1);
        assertThatThrownBy(() -> read(blob)).isInstanceOf(CorruptBlob.class);
    }

    @Test
    void noticesAMissingChunk() throws IOException {
        Blob blob = write(random(2 << 20));
        jdbc.sql("DELETE FROM blob_chunk WHERE tenant = ? AND position = 1")
                .param(tenant)
                .update();
        assertThatThrownBy(() -> read(blob)).isInstanceOf(CorruptBlob.class).hasMessageContaining("missing");
    }

    @Test
    void isHealedByWritingTheSameBytesAgain() throws IOException {
        byte[] bytes = random(2 << 20);
        Blob blob = write(bytes);
        damage(0);
        assertThat(write(bytes)).isEqualTo(blob);
        assertThat(read(blob)).isEqualTo(bytes);
        assertThat(count("blob_content")).isEqualTo(1);
    }

    @Test
    void databaseRefusesImpossibleRows() {
        assertThatThrownBy(() -> jdbc.sql("INSERT INTO blob_chunk (content_id, position, tenant, bytes, sha256)"
                                + " VALUES ('cnt_none', 0, 'local', '\\x00', 'x')")
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> jdbc.sql(
                                "INSERT INTO blob (id, tenant, content_id, bytes, chunks, sha256, holds, written_at)"
                                        + " VALUES ('blob_x', 'local', 'cnt_none', 5, 2, 'x', 1, CURRENT_TIMESTAMP)")
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private Blob write(byte[] bytes) throws IOException {
        return blobs.write(tenant, new ByteArrayInputStream(bytes), NO_LIMIT);
    }

    private byte[] read(Blob blob) throws IOException {
        try (InputStream stream = blobs.open(tenant, blob.id())) {
            return stream.readAllBytes();
        }
    }

    private void own(Blob blob) {
        jdbc.sql("INSERT INTO test_owner (blob_id) VALUES (?)").param(blob.id()).update();
    }

    private void grewLast(Duration ago) {
        jdbc.sql("UPDATE blob_content SET touched_at = touched_at - INTERVAL '1' SECOND * CAST(? AS INTEGER)"
                        + " WHERE tenant = ?")
                .params(ago.toSeconds(), tenant)
                .update();
    }

    private void wroteLast(Duration ago) {
        jdbc.sql("UPDATE blob SET written_at = written_at - INTERVAL '1' SECOND * CAST(? AS INTEGER) WHERE tenant = ?")
                .params(ago.toSeconds(), tenant)
                .update();
    }

    private void damage(int position) {
        byte[] bytes = jdbc.sql("SELECT bytes FROM blob_chunk WHERE tenant = ? AND position = ?")
                .params(tenant, position)
                .query((row, _) -> row.getBytes(1))
                .single();
        bytes[bytes.length / 2] ^= 0x10;
        jdbc.sql("UPDATE blob_chunk SET bytes = ? WHERE tenant = ? AND position = ?")
                .params(bytes, tenant, position)
                .update();
    }

    private void move(int from, int to) {
        jdbc.sql("UPDATE blob_chunk SET position = ? WHERE tenant = ? AND position = ?")
                .params(to, tenant, from)
                .update();
    }

    private void assertNothingIsLeft() {
        assertThat(count("blob")).isZero();
        assertThat(count("blob_chunk")).isZero();
        assertThat(count("blob_content")).isZero();
    }

    private long count(String table) {
        return jdbc.sql("SELECT COUNT(*) FROM " + table + " WHERE tenant = ?")
                .param(tenant)
                .query(Long.class)
                .single();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
