package dev.trainyard.storage;

import java.io.IOException;
import java.io.OutputStream;

/** A blob being written. Not for several threads at once. */
public final class BlobWriter extends OutputStream {
    BlobWriter() {}

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b});
    }

    /** Stores the rest and makes the blob visible, or finds that the tenant has it already. */
    public Blob commit() throws IOException {
        flush();
        throw new IOException("not yet");
    }

    /** Discards what was written unless it was committed. */
    @Override
    public void close() {}
}
