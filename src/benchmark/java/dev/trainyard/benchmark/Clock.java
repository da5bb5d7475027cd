package dev.trainyard.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What time is measured in: with one thread its processor time, which leaves out what others do on the machine; with more
 * the time on the wall.
 */
final class Clock {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final boolean wall;

    Clock(int threads) {
        this.wall = threads > 1;
    }

    /** Seconds since some moment. */
    double seconds() {
        return (wall ? System.nanoTime() : THREADS.getCurrentThreadCpuTime()) / 1e9;
    }
}
