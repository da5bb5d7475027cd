package dev.trainyard.storage;

import dev.trainyard.storage.Manifests.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Large values: immutable, addressed by their content within a tenant, kept in chunks of 1 MiB so that writing one never
 * holds more than a chunk of it, and reading one no more than two.
 *
 * <p>A table that keeps a blob declares a foreign key to {@code blob(id)}: that is what protects the blob from
 * {@link #delete} and {@link #sweep}, and nothing else needs to be registered. Equal contents of one tenant are one blob,
 * so two owners may hold the same id. Not to be called within a transaction: each chunk is one of its own.
 */
@Component
public class BlobStore {
    static final int CHUNK_BYTES = 1 << 20;

    private final Contents contents;
    private final Manifests manifests;
    private final TransactionOperations transactions;

    BlobStore(Contents contents, Manifests manifests, TransactionOperations transactions) {
        this.contents = contents;
        this.manifests = manifests;
        this.transactions = transactions;
    }

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
        return new BlobWriter(this, contents, tenant, limit);
    }

    /**
     * Reads a blob from its beginning. Every chunk is checked against its SHA-256 before a byte of it is handed out, and the
     * whole before the end is told: the stream throws {@link CorruptBlob} instead.
     *
     * @throws CorruptBlob if this tenant has no such blob
     */
    public InputStream open(String tenant, String id) throws CorruptBlob {
        Manifest manifest = manifests.find(tenant, id).orElseThrow(() -> new CorruptBlob(id, "it is not there"));
        return new BlobReader(contents, manifest);
    }

    /** Gives a blob up: it is removed now if nobody else holds it. Repeating it is harmless. */
    public void delete(String tenant, String id) {
        Optional<Manifest> manifest = manifests.find(tenant, id);
        if (manifest.isPresent()) {
            manifests.release(tenant, id);
            remove(manifest.get(), () -> manifests.removeReleased(id));
        }
    }

    /**
     * Removes what crashed writers and owners left: chunks of uploads that have not grown for {@code unfinished}, and blobs
     * that no foreign key points at and that nobody wrote for {@code unreferenced}. Ages are told by the database's clock.
     */
    public void sweep(Duration unfinished, Duration unreferenced) {
        contents.abandonOlderThan(unfinished.toSeconds()).forEach(contents::remove);
        for (Manifest manifest : manifests.unreferencedOlderThan(unreferenced.toSeconds())) {
            String id = manifest.blob().id();
            remove(manifest, () -> manifests.removeOlderThan(id, unreferenced.toSeconds()));
        }
    }

    /** Makes a full content visible, or finds the blob that the tenant has of the same bytes. */
    Blob publish(String tenant, String content, long bytes, int chunks, String sha256, String chunksSha256)
            throws IOException {
        Manifest written = new Manifest(tenant, new Blob(newId(), bytes, sha256), content, chunks, chunksSha256);
        Manifest visible = publishOrFind(written);
        if (!visible.equals(written)) {
            keepOneContent(visible, written);
        }
        return visible.blob();
    }

    private Manifest publishOrFind(Manifest written) throws IOException {
        try {
            return publishOnce(written);
        } catch (DuplicateKeyException _) {
            return publishOnce(written);
        }
    }

    private Manifest publishOnce(Manifest written) throws IOException {
        Blob blob = written.blob();
        Optional<Manifest> visible = transactions.execute(_ -> {
            if (!contents.touch(written.content())) {
                return Optional.empty();
            }
            Optional<Manifest> equal = manifests.hold(written.tenant(), blob.bytes(), blob.sha256());
            if (equal.isEmpty()) {
                manifests.insert(written);
            }
            return Optional.of(equal.orElse(written));
        });
        return visible.orElseThrow(() -> new IOException("blob " + blob.id() + " was given up while it was written"));
    }

    /** The older content stays, unless it has been damaged since: then the new one heals the blob. */
    private void keepOneContent(Manifest visible, Manifest written) throws IOException {
        boolean replaced = !isSound(visible) && manifests.replaceContent(visible, written.content());
        discard(replaced ? visible.content() : written.content());
    }

    private boolean isSound(Manifest manifest) throws IOException {
        try (InputStream stored = new BlobReader(contents, manifest)) {
            stored.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (CorruptBlob _) {
            return false;
        }
    }

    void discard(String content) {
        contents.abandon(content);
        contents.remove(content);
    }

    private void remove(Manifest manifest, Condition condition) {
        if (removeManifest(manifest.content(), condition)) {
            contents.remove(manifest.content());
        }
    }

    /** False too if somebody began to refer to it at this very moment. */
    private boolean removeManifest(String content, Condition condition) {
        try {
            return Boolean.TRUE.equals(transactions.execute(_ -> {
                boolean removed = condition.removed();
                if (removed) {
                    contents.abandon(content);
                }
                return removed;
            }));
        } catch (DataIntegrityViolationException _) {
            return false;
        }
    }

    @FunctionalInterface
    private interface Condition {
        boolean removed();
    }

    private static String newId() {
        return "blob_" + UUID.randomUUID().toString().replace("-", "");
    }
}
