package dev.trainyard.training;

import dev.trainyard.engine.train.Network;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the steps of one run for {@link ServiceMetrics}: the training thread counts, another one tells twice a second. */
final class RunMeter {
    /** Forward, and backward for the values and for the weights; each a multiplication and an addition. */
    private static final double OPERATIONS = 6;

    private final ServiceMetrics metrics;
    private final double operationsPerRow;
    private final AtomicLong steps = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private long toldSteps;
    private long toldRows;
    private long since = System.nanoTime();

    RunMeter(ServiceMetrics metrics, Network network) {
        this.metrics = metrics;
        this.operationsPerRow = OPERATIONS * network.multiplications();
    }

    /** The training thread made a step; it alone counts, and takes no lock for that. */
    void step(int batchRows) {
        steps.setRelease(steps.getPlain() + 1);
        rows.setRelease(rows.getPlain() + batchRows);
    }

    /** Tells what was counted since the last time. */
    synchronized void tell() {
        long now = System.nanoTime();
        long newSteps = steps.getAcquire() - toldSteps;
        long newRows = rows.getAcquire() - toldRows;
        metrics.trained(newSteps, newRows, newRows * operationsPerRow, Duration.ofNanos(now - since));
        toldSteps += newSteps;
        toldRows += newRows;
        since = now;
    }

    /** A checkpoint was written, begun at {@code from}. */
    void checkpointed(long from) {
        metrics.checkpointed(Duration.ofNanos(System.nanoTime() - from));
    }
}
