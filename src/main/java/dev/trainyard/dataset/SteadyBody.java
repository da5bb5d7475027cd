package dev.trainyard.dataset;

import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A body that must keep coming, for its client holds one of few {@link Places}. What counts is the time spent waiting for the client, not
 * what is done with the bytes meanwhile.
 */
final class SteadyBody extends FilterInputStream {
    private static final long BYTES_PER_SECOND = 1024;
    private static final long SECOND = 1_000_000_000;

    private final long patienceNanos;
    private final LongSupplier nanoTime;
    private long waitedNanos;
    private long bytes;

    /** @param patience time to wait besides a second for each KiB */
    SteadyBody(InputStream body, Duration patience, LongSupplier nanoTime) {
        super(body);
        this.patienceNanos = patience.toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws Problem 408 if the client is too slow */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        long from = nanoTime.getAsLong();
        int count = in.read(target, offset, length);
        waitedNanos += nanoTime.getAsLong() - from;
        bytes += Math.max(0, count);
        if (waitedNanos - patienceNanos > SECOND / BYTES_PER_SECOND * bytes) {
            throw Problem.of(
                    ProblemCode.REQUEST_TIMEOUT,
                    "The upload came too slowly: at least " + BYTES_PER_SECOND + " bytes per second are expected.");
        }
        return count;
    }
}
