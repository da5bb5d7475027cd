package dev.trainyard.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How long a client is willing to wait for an end: {@code ?wait=30} or {@code Prefer: wait=30}, in seconds, at most 60.
 * Controllers take it as an argument; without either it is zero.
 */
public record Wait(Duration atMost) {
    public static final Wait NONE = new Wait(Duration.ZERO);
    static final Duration LONGEST = Duration.ofSeconds(60);
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 250;

    /**
     * Reads until the value is done or the time is over, and answers the last value read. Request threads are virtual, so a
     * waiting client costs no platform thread; {@code read} must not keep a database connection.
     */
    public <T> T until(Supplier<T> read, Predicate<? super T> done) {
        long end = System.nanoTime() + atMost.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            T value = read.get();
            long left = end - System.nanoTime();
            if (done.test(value) || left <= 0 || !pause(Math.min(pause, TimeUnit.NANOSECONDS.toMillis(left) + 1))) {
                return value;
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    private static boolean pause(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
