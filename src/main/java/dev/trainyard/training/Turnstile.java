package dev.trainyard.training;

import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets listeners to the database a few at a time and in their order, so that a thousand who come at once wait for one another and leave
 * connections to all other requests. Waiting costs next to nothing, for their threads are virtual.
 */
final class Turnstile {
    static final int AT_ONCE = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Semaphore permits = new Semaphore(AT_ONCE, true);

    /**
     * What {@code read} finds.
     *
     * @throws Problem 503 when the turn does not come within 20 s
     */
    <T> T pass(Supplier<T> read) throws InterruptedException {
        if (!permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw Problem.of(ProblemCode.UNAVAILABLE, "Too many listeners are coming at once.")
                    .retryAfter(RETRY);
        }
        try {
            return read.get();
        } finally {
            permits.release();
        }
    }
}
