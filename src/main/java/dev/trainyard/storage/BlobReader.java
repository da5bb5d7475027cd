package dev.trainyard.storage;

import dev.trainyard.storage.Manifests.Manifest;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Reads the chunks of one blob in order, each only after its digest was found right. */
final class BlobReader extends InputStream {
    private final Contents contents;
    private final Manifest manifest;
    private final Digest whole = new Digest();
    private byte[] chunk = new byte[0];
    private int offset;
    private int next;
    private long bytes;

    BlobReader(Contents contents, Manifest manifest) {
        this.contents = contents;
        this.manifest = manifest;
    }

    @Override
    public int read() throws CorruptBlob {
        return advance() ? chunk[offset++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) throws CorruptBlob {
        Objects.checkFromIndexSize(from, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!advance()) {
            return -1;
        }
        int taken = Math.min(length, chunk.length - offset);
        System.arraycopy(chunk, offset, target, from, taken);
        offset += taken;
        return taken;
    }

    @Override
    public int available() {
        return chunk.length - offset;
    }

    /** True if there is a byte to hand out; reads and checks the next chunk where needed. */
    private boolean advance() throws CorruptBlob {
        if (offset < chunk.length) {
            return true;
        }
        if (next == manifest.chunks()) {
            return false;
        }
        byte[] checked = readChunk(next);
        if (next == manifest.chunks() - 1) {
            checkWhole();
        }
        chunk = checked;
        offset = 0;
        next++;
        return true;
    }

    private byte[] readChunk(int position) throws CorruptBlob {
        Contents.Chunk stored = contents.chunk(manifest.tenant(), manifest.content(), position)
                .orElseThrow(() -> corrupt("chunk " + position + " is missing"));
        byte[] read = stored.bytes();
        CompletableFuture<Void> updating = whole.updating(read, read.length);
        String sha256 = Digest.hex(read, read.length);
        updating.join();
        if (!sha256.equals(stored.sha256())) {
            throw corrupt("chunk " + position + " is not what was written");
        }
        bytes += read.length;
        return read;
    }

    /** Before the last chunk is handed out: digests that fit their chunks may still be those of other chunks. */
    private void checkWhole() throws CorruptBlob {
        Blob blob = manifest.blob();
        if (bytes != blob.bytes() || !whole.hex().equals(blob.sha256())) {
            throw corrupt("the chunks are not those that were written");
        }
    }

    private CorruptBlob corrupt(String detail) {
        return new CorruptBlob(manifest.blob().id(), detail);
    }
}
