package dev.trainyard.prediction;

import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body of at most so many bytes; one that goes on is refused with 413. */
final class BoundedBody extends FilterInputStream {
    private final long limit;
    private long left;

    BoundedBody(InputStream body, long limit) {
        super(body);
        this.limit = limit;
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int read) {
        left -= read;
        if (left < 0) {
            throw Problem.of(ProblemCode.TOO_LARGE, "The body has more than " + limit + " bytes.");
        }
    }
}
