package dev.trainyard.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A blob being written. Holds one chunk at a time. Not for several threads at once. */
public final class BlobWriter extends OutputStream {
    private final BlobStore store;
    private final Contents contents;
    private final String tenant;
    private final long limit;
    private final Digest whole = new Digest();
    private final Digest chunkDigests = new Digest();
    private final byte[] chunk = new byte[BlobStore.CHUNK_BYTES];
    private int filled;
    private int chunks;
    private long bytes;
    private @Nullable String content;

    BlobWriter(BlobStore store, Contents contents, String tenant, long limit) {
        this.store = store;
        this.contents = contents;
        this.tenant = tenant;
        this.limit = limit;
        this.content = contents.begin(tenant);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, source.length);
        if (length > limit - bytes) {
            throw new BlobTooLarge(limit);
        }
        bytes += length;
        int from = offset;
        int end = offset + length;
        while (from < end) {
            int taken = Math.min(end - from, chunk.length - filled);
            System.arraycopy(source, from, chunk, filled, taken);
            filled += taken;
            from += taken;
            if (filled == chunk.length) {
                store();
            }
        }
    }

    /** How many bytes were written so far. */
    public long bytes() {
        return bytes;
    }

    /** Stores the rest and makes the blob visible, or finds that the tenant has it already. */
    public Blob commit() throws IOException {
        if (filled > 0) {
            store();
        }
        Blob blob = store.publish(tenant, open(), bytes, chunks, whole.hex(), chunkDigests.hex());
        content = null;
        return blob;
    }

    /** Discards what was written unless it was committed. */
    @Override
    public void close() {
        String unfinished = content;
        content = null;
        if (unfinished != null) {
            store.discard(unfinished);
        }
    }

    private void store() throws IOException {
        String sha256 = Digest.hex(chunk, filled);
        whole.update(chunk, filled);
        chunkDigests.update(sha256);
        contents.append(tenant, open(), chunks, chunk, filled, sha256);
        chunks++;
        filled = 0;
    }

    private String open() throws IOException {
        if (content == null) {
            throw new IOException("this blob is committed or closed");
        }
        return content;
    }
}
