package dev.trainyard.storage;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Large values: immutable, addressed by their content within a tenant, kept in chunks of 1 MiB so that neither writing nor
 * reading one ever holds more than a chunk of it.
 *
 * <p>A table that keeps a blob declares a foreign key to {@code blob(id)}: that is what protects the blob from
 * {@link #delete} and {@link #sweep}, and nothing else needs to be registered. Equal contents of one tenant are one blob,
 * so two owners may hold the same id.
 */
@Component
public class BlobStore {
    /**
     * Stores everything the stream has. The blob becomes visible when the last byte is stored, or not at all.
     *
     * @throws BlobTooLarge if there are more than {@code limit} bytes
     * @throws IOException if the stream fails
     */
    public Blob write(String tenant, InputStream content, long limit) throws IOException {
        try (BlobWriter writer = writer(tenant, limit)) {
            content.transferTo(writer);
            return writer.commit();
        }
    }

    /** Begins a blob that is written piece by piece; closed without {@link BlobWriter#commit} it leaves nothing behind. */
    public BlobWriter writer(String tenant, long limit) {
        throw new UnsupportedOperationException("writer of " + tenant + limit);
    }

    /**
     * Reads a blob from its beginning. Every chunk is checked against its SHA-256 before a byte of it is handed out, and the
     * whole before the end is told: the stream throws {@link CorruptBlob} instead.
     *
     * @throws CorruptBlob if this tenant has no such blob
     */
    public InputStream open(String tenant, String id) throws CorruptBlob {
        throw new CorruptBlob(id, "there is none of " + tenant);
    }

    /** Gives a blob up: it is removed now if nobody else holds it. Repeating it is harmless. */
    public void delete(String tenant, String id) {}

    /**
     * Removes what crashed writers and owners left: chunks of uploads that have not grown for {@code unfinished}, and blobs
     * that no foreign key points at and that nobody wrote for {@code unreferenced}. Ages are told by the database's clock.
     */
    public void sweep(Duration unfinished, Duration unreferenced) {}
}
