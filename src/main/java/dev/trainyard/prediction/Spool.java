package dev.trainyard.prediction;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are written once and read as often as wanted: a body whose length nobody knows yet. They stay in memory up to
 * a mebibyte, then they go to a temporary file that is gone after {@link #close}.
 */
final class Spool extends OutputStream {
    private static final int IN_MEMORY = 1 << 20;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Path file;
    private @Nullable OutputStream overflow;
    private long bytes;

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        if (overflow == null && bytes + length > IN_MEMORY) {
            Path temporary = Files.createTempFile("trainyard-", ".spool");
            file = temporary;
            overflow = Files.newOutputStream(temporary);
            memory.writeTo(overflow);
            memory.reset();
        }
        (overflow == null ? memory : overflow).write(source, offset, length);
        bytes += length;
    }

    @Override
    public void flush() throws IOException {
        if (overflow != null) {
            overflow.flush();
        }
    }

    long bytes() {
        return bytes;
    }

    /** Everything that was written, from the beginning. */
    InputStream open() throws IOException {
        flush();
        return file == null ? new ByteArrayInputStream(memory.toByteArray()) : Files.newInputStream(file);
    }

    @Override
    public void close() throws IOException {
        if (overflow != null) {
            overflow.close();
        }
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
