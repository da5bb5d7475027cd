package dev.trainyard.training;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The time of one run, on the monotonic clock: how long it trains, how fast, and when a checkpoint is due. */
final class RunClock {
    /** Checkpoints take at most this part of the time, however fast the epochs are. */
    private static final int SHARE = 20;

    private static final long SHORTEST_NANOS = 1_000_000_000;
    /** Enough to write what half a second tells, and then what that time tells. */
    private static final long NEAR_NANOS = 60_000_000;

    private static final long NEARER_NANOS = NEAR_NANOS / 4;

    /** Small steps are made faster than what they would ask for can change. */
    private static final long GLANCE_NANOS = 1_000_000;
    /** After steps shorter than this, the clock is not read after each of the next ones: it takes part of their time. */
    private static final long SHORT_NANOS = GLANCE_NANOS / 64;

    private static final int STEPS_UNREAD = 15;

    private static final double NANOS = 1e9;

    private final double before;
    private final LongSupplier nanoTime;
    private final long began;
    private final long longestNanos;
    private long lookedUpAt;
    private long readAt;
    private int unread;
    private int steps;
    private long nearNanos = NEAR_NANOS;
    private long checkpointAt;
    private long checkpointNanos;
    private long rows;

    /**
     * Starts.
     *
     * @param before seconds trained in earlier attempts
     * @param longest the longest to train without a checkpoint
     */
    RunClock(double before, Duration longest, LongSupplier nanoTime) {
        this.before = before;
        this.longestNanos = longest.toNanos();
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
        this.lookedUpAt = began;
        this.readAt = began;
        this.checkpointAt = began;
    }

    /** Seconds trained in all attempts. */
    double seconds() {
        return before + (nanoTime.getAsLong() - began) / NANOS;
    }

    void trained(int batchRows) {
        rows += batchRows;
    }

    /** Rows per second of this attempt; null before there is a measurement. */
    @Nullable
    Double pace() {
        double passed = (nanoTime.getAsLong() - began) / NANOS;
        return rows == 0 || passed <= 0 ? null : rows / passed;
    }

    /** Whether it is time to look up from the steps: for wishes, for the lease, for the next checkpoint. */
    boolean looksUp() {
        if (++steps <= unread) {
            return false;
        }
        long now = nanoTime.getAsLong();
        unread = now - readAt < steps * SHORT_NANOS ? STEPS_UNREAD : 0;
        readAt = now;
        steps = 0;
        if (now - lookedUpAt < GLANCE_NANOS) {
            return false;
        }
        lookedUpAt = now;
        return true;
    }

    /**
     * Whether it is time for a checkpoint: after an epoch if the last one is not too recent, else after the longest time;
     * not in the last second, for the result that comes then is one too.
     *
     * @param rowsLeft to train at most
     */
    boolean checkpointDue(boolean epochDone, long rowsLeft) {
        long now = nanoTime.getAsLong();
        long earliest = Math.max(SHORTEST_NANOS, SHARE * checkpointNanos);
        boolean due = now - checkpointAt >= (epochDone ? earliest : Math.max(longestNanos, earliest));
        return due && lasts(SHORTEST_NANOS, rowsLeft, now);
    }

    /** Whether the training ends in a moment, with so many rows left at most; true once when it is near, and once when nearer. */
    boolean nearsEnd(long rowsLeft) {
        if (lasts(nearNanos, rowsLeft, nanoTime.getAsLong())) {
            return false;
        }
        nearNanos = nearNanos == NEAR_NANOS ? NEARER_NANOS : 0;
        return true;
    }

    /** Whether so many rows will take so long, at the pace so far. */
    private boolean lasts(long nanos, long rowsLeft, long now) {
        return rowsLeft * (double) (now - began) >= rows * (double) nanos;
    }

    /** A checkpoint was written, of the state at {@code from}. */
    void checkpointed(long from) {
        checkpointAt = from;
        checkpointNanos = nanoTime.getAsLong() - from;
    }
}
