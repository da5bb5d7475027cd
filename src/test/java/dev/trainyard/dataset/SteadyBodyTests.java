package dev.trainyard.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyBodyTests {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void byteNowAndThenIsNotWaitedForLongerThanThePatience() throws IOException {
        InputStream body = body(1, Duration.ofSeconds(10));
        for (int i = 0; i < 3; i++) {
            assertThat(body.read()).isZero();
        }
        assertThatThrownBy(body::read)
                .isInstanceOfSatisfying(
                        Problem.class, e -> assertThat(e.code()).isEqualTo(ProblemCode.REQUEST_TIMEOUT));
    }

    @Test
    void slowButSteadyClientMayTakeHours() throws IOException {
        InputStream body = body(1024, Duration.ofSeconds(1));
        for (int i = 0; i < 10_000; i++) {
            assertThat(body.read(new byte[8192])).isEqualTo(1024);
        }
    }

    @Test
    void timeThatTheServerTakesIsNotTheClients() throws IOException {
        InputStream body = body(1, Duration.ofMillis(1));
        for (int i = 0; i < 1000; i++) {
            assertThat(body.read()).isZero();
            nanos.addAndGet(PATIENCE.toNanos());
        }
    }

    /** A client that sends so many bytes after each pause. */
    private InputStream body(int bytes, Duration pause) {
        InputStream client = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("read piece by piece");
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                nanos.addAndGet(pause.toNanos());
                return Math.min(bytes, length);
            }
        };
        return new SteadyBody(client, PATIENCE, nanos::get);
    }
}
