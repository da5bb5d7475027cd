package dev.trainyard.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.locks.LockSupport;

/** Processor time of a thread of a certain name, from its start until it is gone: looked up every few milliseconds. */
final class ThreadTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long PAUSE_NANOS = 4_000_000;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final Thread follower;
    private volatile long nanos;

    private ThreadTime(String name) {
        follower = Thread.ofPlatform().daemon().start(() -> measure(name));
    }

    /** Of a thread that is there or will be soon. */
    static ThreadTime follow(String name) {
        return new ThreadTime(name);
    }

    /** What it came to; waits for its end. */
    double seconds() {
        try {
            follower.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return nanos / 1e9;
    }

    private void measure(String name) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        long id = find(name);
        while (id < 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE_NANOS);
            id = find(name);
        }
        for (long time = 0; id >= 0 && time >= 0; time = THREADS.getThreadCpuTime(id)) {
            nanos = Math.max(nanos, time);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Without stacks: taking those would halt the whole process each time. */
    private static long find(String name) {
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().equals(name)) {
                return thread.getThreadId();
            }
        }
        return -1;
    }
}
