package dev.trainyard.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.locks.LockSupport;

/**
 * What time is measured in: with one thread its processor time, which leaves out what others do on the machine; with more
 * the time on the wall.
 */
final class Clock {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final long REST_NANOS = 400_000_000;

    private final boolean wall;

    Clock(int threads) {
        this.wall = threads > 1;
    }

    /** Seconds since some moment. */
    double seconds() {
        return (wall ? System.nanoTime() : THREADS.getCurrentThreadCpuTime()) / 1e9;
    }

    /** Threads of native libraries go on spinning for a while after their work: not in the time of the next engine. */
    static void rest() {
        LockSupport.parkNanos(REST_NANOS);
    }
}
