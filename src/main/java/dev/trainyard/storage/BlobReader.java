package dev.trainyard.storage;

import dev.trainyard.storage.Manifests.Manifest;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Reads the chunks of one blob in order, each only after its digest was found right; the next one comes meanwhile. */
final class BlobReader extends InputStream {
    private final Contents contents;
    private final Manifest manifest;
    private final Digest whole = new Digest();
    private byte[] chunk = new byte[0];
    private @Nullable FutureTask<Contents.Chunk> ahead;
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
        Contents.Chunk stored = await(ahead == null ? fetch(next) : ahead);
        FutureTask<Contents.Chunk> following = next + 1 < manifest.chunks() ? fetch(next + 1) : null;
        byte[] checked = check(stored);
        if (next == manifest.chunks() - 1) {
            checkWhole();
        }
        ahead = following;
        chunk = checked;
        offset = 0;
        next++;
        return true;
    }

    /** Begins to read a chunk on another thread. */
    private FutureTask<Contents.Chunk> fetch(int position) {
        var fetching = new FutureTask<>(() -> contents.chunk(manifest.tenant(), manifest.content(), position)
                .orElseThrow(() -> corrupt("chunk " + position + " is missing")));
        Thread.startVirtualThread(fetching);
        return fetching;
    }

    private static Contents.Chunk await(FutureTask<Contents.Chunk> fetching) throws CorruptBlob {
        try {
            return fetching.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case CorruptBlob corrupt -> throw corrupt;
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private byte[] check(Contents.Chunk stored) throws CorruptBlob {
        byte[] read = stored.bytes();
        if (!Digest.hex(read, read.length).equals(stored.sha256())) {
            throw corrupt("chunk " + next + " is not what was written");
        }
        if (manifest.chunksSha256() == null) {
            whole.update(read, read.length);
        } else {
            whole.update(stored.sha256());
        }
        bytes += read.length;
        return read;
    }

    /** Before the last chunk is handed out: digests that fit their chunks may still be those of other chunks. */
    private void checkWhole() throws CorruptBlob {
        Blob blob = manifest.blob();
        String chunks = manifest.chunksSha256();
        if (bytes != blob.bytes() || !whole.hex().equals(chunks == null ? blob.sha256() : chunks)) {
            throw corrupt("the chunks are not those that were written");
        }
    }

    private CorruptBlob corrupt(String detail) {
        return new CorruptBlob(manifest.blob().id(), detail);
    }
}
