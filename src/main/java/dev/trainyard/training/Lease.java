package dev.trainyard.training;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A claim in the hands of this node. The database's clock decides how long it lasts; by its own monotonic clock the node only stops early,
 * after two thirds of the lease without a renewal.
 */
final class Lease {
    private final Claim claim;
    private final Duration length;
    private final long sureNanos;
    private final long stallNanos;
    private final LongSupplier nanoTime;
    private volatile long renewedAt;
    private volatile long movedAt;
    private volatile boolean lost;
    private volatile boolean stopping;
    private volatile @Nullable Wish wish;

    /**
     * A lease that was asked for at {@code askedAt}; it began not earlier.
     *
     * @param stall how long the run may make no step before it counts as hung
     */
    Lease(Claim claim, Duration length, Duration stall, LongSupplier nanoTime, long askedAt) {
        this.claim = claim;
        this.length = length;
        this.sureNanos = length.toNanos() * 2 / 3;
        this.stallNanos = stall.toNanos();
        this.nanoTime = nanoTime;
        this.renewedAt = askedAt;
        this.movedAt = askedAt;
    }

    Claim claim() {
        return claim;
    }

    /** How long it lasts unless it is renewed. */
    Duration length() {
        return length;
    }

    /** The run made a step. */
    void moved() {
        movedAt = nanoTime.getAsLong();
    }

    /** True if the run has made no step for so long that the node should let it go. */
    boolean stalled() {
        return nanoTime.getAsLong() - movedAt > stallNanos;
    }

    /** True if it was let go and has hung on for as long again: nobody need wait for its end. */
    boolean hangsForGood() {
        return lost && nanoTime.getAsLong() - movedAt > 2 * stallNanos;
    }

    synchronized void renewed(long askedAt) {
        renewedAt = askedAt;
        notifyAll();
    }

    /** The job is no longer this run's; false if that was known. */
    synchronized boolean lose() {
        boolean news = !lost;
        lost = true;
        notifyAll();
        return news;
    }

    synchronized void stop() {
        stopping = true;
        notifyAll();
    }

    synchronized void wish(@Nullable Wish wished) {
        wish = wished;
        notifyAll();
    }

    /** What the run has to do now. Blocks while the lease is unsure, so that nobody trains on what may be another's. */
    Order order() {
        return order(() -> true);
    }

    /**
     * The same for a run that has begun something else, too.
     *
     * @param moves whether to wait is no standing still
     */
    Order order(BooleanSupplier moves) {
        if (!lost && !sure()) {
            awaitCertainty(moves);
        }
        if (lost) {
            return Order.ABANDON;
        }
        if (wish != null) {
            return Order.FULFIL_WISH;
        }
        return stopping ? Order.GIVE_BACK : Order.GO_ON;
    }

    /** What a user wishes of the job, if anything. */
    @Nullable
    Wish wish() {
        return wish;
    }

    private boolean sure() {
        return nanoTime.getAsLong() - renewedAt < sureNanos;
    }

    private synchronized void awaitCertainty(BooleanSupplier moves) {
        try {
            while (!lost && !sure()) {
                wait(100);
                if (moves.getAsBoolean()) {
                    moved();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            lost = true;
        }
    }

    /** What a run has to do after a batch. */
    enum Order {
        GO_ON,
        /** Stop and checkpoint; then the status is the user's. */
        FULFIL_WISH,
        /** Stop and checkpoint; then the job waits for another node. */
        GIVE_BACK,
        /** Stop and write nothing: the job is another's. */
        ABANDON
    }
}
