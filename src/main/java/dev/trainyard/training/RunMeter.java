package dev.trainyard.training;

import dev.trainyard.engine.train.Network;
import java.time.Duration;

/** Counts the steps of one run for {@link ServiceMetrics}: the training thread counts, another one tells twice a second. */
final class RunMeter {
    /** Forward, and backward for the values and for the weights; each a multiplication and an addition. */
    private static final double OPERATIONS = 6;

    private final ServiceMetrics metrics;
    private final double operationsPerRow;
    private long steps;
    private long rows;
    private long since = System.nanoTime();

    RunMeter(ServiceMetrics metrics, Network network) {
        this.metrics = metrics;
        this.operationsPerRow = OPERATIONS * network.multiplications();
    }

    synchronized void step(int batchRows) {
        steps++;
        rows += batchRows;
    }

    /** Tells what was counted since the last time. */
    synchronized void tell() {
        long now = System.nanoTime();
        metrics.trained(steps, rows, rows * operationsPerRow, Duration.ofNanos(now - since));
        steps = 0;
        rows = 0;
        since = now;
    }

    /** A checkpoint was written, begun at {@code from}. */
    void checkpointed(long from) {
        metrics.checkpointed(Duration.ofNanos(System.nanoTime() - from));
    }
}
