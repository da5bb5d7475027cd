package dev.trainyard.weights;

import dev.trainyard.engine.tensor.Tensor;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.Iterator;

/** The bytes of a safetensors file, made one buffer at a time. */
final class SafeTensorsStream extends InputStream {
    private final Iterator<Tensor> tensors;
    private ByteBuffer ready;
    private float[] values = {};
    private int next;

    SafeTensorsStream(byte[] header, Collection<Tensor> tensors) {
        this.ready = ByteBuffer.wrap(header);
        this.tensors = tensors.iterator();
    }

    @Override
    public int read() {
        return fill() ? ready.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, ready.remaining());
        ready.get(target, offset, count);
        return count;
    }

    private boolean fill() {
        while (!ready.hasRemaining()) {
            if (next < values.length) {
                encode();
            } else if (tensors.hasNext()) {
                values = tensors.next().values();
                next = 0;
            } else {
                return false;
            }
        }
        return true;
    }

    private void encode() {
        if (ready.capacity() != SafeTensors.BUFFER_BYTES || ready.order() != ByteOrder.LITTLE_ENDIAN) {
            ready = ByteBuffer.allocate(SafeTensors.BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        }
        int count = Math.min(values.length - next, SafeTensors.BUFFER_BYTES / Float.BYTES);
        ready.clear();
        ready.asFloatBuffer().put(values, next, count);
        ready.limit(count * Float.BYTES);
        next += count;
    }
}
