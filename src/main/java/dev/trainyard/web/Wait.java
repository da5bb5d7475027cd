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
    private static final Changes UNTOLD = new Changes() {
        @Override
        public long count() {
            return 0;
        }

        @Override
        public void await(long seen, long millis) throws InterruptedException {
            Thread.sleep(millis);
        }
    };

    /** Tells that a value may have changed; a hint, for others may change it too. */
    public interface Changes {
        /** How many there have been. */
        long count();

        /** Waits until there have been more than {@code seen}, or so long. */
        void await(long seen, long millis) throws InterruptedException;
    }

    /**
     * Reads until the value is done or the time is over, and answers the last value read. Request threads are virtual, so a
     * waiting client costs no platform thread; {@code read} must not keep a database connection.
     */
    public <T> T until(Supplier<T> read, Predicate<? super T> done) {
        return until(read, done, UNTOLD);
    }

    /** The same, reading at once when there is a change. */
    public <T> T until(Supplier<T> read, Predicate<? super T> done, Changes changes) {
        long end = System.nanoTime() + atMost.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            long seen = changes.count();
            T value = read.get();
            long left = end - System.nanoTime();
            long millis = Math.min(pause, TimeUnit.NANOSECONDS.toMillis(left) + 1);
            if (done.test(value) || left <= 0 || !pause(changes, seen, millis)) {
                return value;
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    private static boolean pause(Changes changes, long seen, long millis) {
        try {
            changes.await(seen, millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
