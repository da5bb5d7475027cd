package dev.trainyard.training;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A thread of its own that does something again and again, first after one period, and at once when it is told to. */
final class Beat {
    private final Semaphore signals = new Semaphore(0);
    private volatile boolean stopped;

    private Beat() {}

    /** @param action does not throw */
    static Beat start(String name, Duration period, Runnable action) {
        Beat beat = new Beat();
        Thread.ofPlatform().daemon().name(name).start(() -> beat.run(period, action));
        return beat;
    }

    /** Lets it be done now, or right after what it is doing. */
    void now() {
        signals.release();
    }

    void stop() {
        stopped = true;
        signals.release();
    }

    private void run(Duration period, Runnable action) {
        long next = System.nanoTime() + period.toNanos();
        try {
            while (true) {
                boolean told = signals.tryAcquire(Math.max(0, next - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (stopped) {
                    return;
                }
                action.run();
                long now = System.nanoTime();
                next = told ? now + period.toNanos() : Math.max(next + period.toNanos(), now);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
