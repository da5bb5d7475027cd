package dev.trainyard.training;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A thread of its own that does something again and again, first after one period. */
final class Beat {
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Beat() {}

    /** @param action does not throw */
    static Beat start(String name, Duration period, Runnable action) {
        Beat beat = new Beat();
        Thread.ofPlatform().daemon().name(name).start(() -> beat.run(period, action));
        return beat;
    }

    void stop() {
        stopped.countDown();
    }

    private void run(Duration period, Runnable action) {
        long next = System.nanoTime() + period.toNanos();
        try {
            while (!stopped.await(Math.max(0, next - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                action.run();
                next = Math.max(next + period.toNanos(), System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
