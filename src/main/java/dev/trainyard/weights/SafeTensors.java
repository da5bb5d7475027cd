package dev.trainyard.weights;

import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.engine.tensor.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * Writes and strictly reads safetensors, the file format that the usual frameworks share.
 *
 * <p>A file is an unsigned little-endian 64-bit header length, a JSON header, and the tensors' bytes, little-endian and
 * row-major. What is written holds float32 (dtype {@code F32}) only, tensors in name order without gaps, the header padded
 * with spaces so that the data starts at a multiple of 8; equal contents give equal bytes. What is read may come from
 * anyone: every number is checked before memory is taken for it.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
public final class SafeTensors {
    /** The media type that weights are served as. */
    public static final String MEDIA_TYPE = "application/vnd.safetensors";

    static final int BUFFER_BYTES = 1 << 16;

    private SafeTensors() {}

    /** Writes the whole file; the stream is flushed and left open. */
    public static void write(NamedTensors contents, OutputStream out) throws IOException {
        try (InputStream file = stream(contents)) {
            file.transferTo(out);
        }
        out.flush();
    }

    /** The whole file as a stream that is made while it is read, so that it needs no memory of its own size. */
    public static InputStream stream(NamedTensors contents) {
        return new SafeTensorsStream(
                SafeTensorsHeader.write(contents), contents.tensors().values());
    }

    /** How many bytes the file has. */
    public static long bytes(NamedTensors contents) {
        long bytes = SafeTensorsHeader.write(contents).length;
        for (Tensor tensor : contents.tensors().values()) {
            bytes += 4L * tensor.values().length;
        }
        return bytes;
    }

    /**
     * Reads one whole file.
     *
     * @param file at most {@code limit} bytes; left open
     * @throws MalformedSafeTensors if it breaks the format, holds another dtype than F32, is longer than the limit, or ends
     *     too early or too late
     */
    public static NamedTensors read(InputStream file, long limit) throws IOException {
        SafeTensorsHeader header = SafeTensorsHeader.read(file, limit);
        TreeMap<String, Tensor> tensors = new TreeMap<>();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (SafeTensorsHeader.Span span : header.spans()) {
            tensors.put(span.name(), new Tensor(new Shape(span.dims()), values(file, span, buffer)));
        }
        if (file.read() != -1) {
            throw new MalformedSafeTensors("expected the file to end after its last tensor, found more bytes");
        }
        return new NamedTensors(tensors, header.metadata());
    }

    /** Grows with what really arrives: a lying header cannot make it allocate more than twice the bytes that follow. */
    private static float[] values(InputStream file, SafeTensorsHeader.Span span, byte[] buffer) throws IOException {
        int count = span.count();
        float[] values = new float[Math.min(count, BUFFER_BYTES / Float.BYTES)];
        for (int done = 0; done < count; ) {
            if (done == values.length) {
                values = Arrays.copyOf(values, (int) Math.min(count, 2L * done));
            }
            int floats = Math.min(values.length - done, BUFFER_BYTES / Float.BYTES);
            int bytes = file.readNBytes(buffer, 0, floats * Float.BYTES);
            if (bytes < floats * Float.BYTES) {
                throw new MalformedSafeTensors(
                        "the file ends inside tensor \"" + span.name() + "\", which has " + count + " values",
                        new EOFException());
            }
            ByteBuffer.wrap(buffer)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values, done, floats);
            done += floats;
        }
        return values;
    }
}
