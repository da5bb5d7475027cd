package dev.trainyard.engine.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/**
 * A reusable barrier that spins, then yields, then parks.
 *
 * <p>Spinning costs tens of nanoseconds where parking costs tens of microseconds, so a phase of a training step spins;
 * where there are more threads than cores, spinning only keeps the awaited thread from its core, so it is skipped.
 */
final class Barrier {
    private static final int SPINS = 4_000;
    private static final int YIELDS = 64;

    private final int parties;
    private final int spins;
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicReferenceArray<Thread> parked;
    private volatile int generation;
    private volatile boolean broken;

    Barrier(int parties) {
        this.parties = parties;
        this.spins = parties <= Runtime.getRuntime().availableProcessors() ? SPINS : 0;
        this.parked = new AtomicReferenceArray<>(parties);
    }

    /** Thrown out of the barrier of the workers that did not fail themselves. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Broken() {
            super("another worker failed", null, false, false);
        }
    }

    /** Waits for all parties; {@code index} is the caller's number among them. */
    @SuppressWarnings("ThreadPriorityCheck") // yielding is only the middle ground between spinning and parking
    void await(int index) {
        int mine = generation;
        if (broken) {
            throw new Broken();
        }
        if (arrived.incrementAndGet() == parties) {
            arrived.set(0);
            generation = mine + 1;
            wake();
            return;
        }
        for (int spin = 0; spin < spins && waiting(mine); spin++) {
            Thread.onSpinWait();
        }
        for (int turn = 0; turn < YIELDS && waiting(mine); turn++) {
            Thread.yield();
        }
        if (waiting(mine)) {
            park(index, mine);
        }
        if (broken) {
            throw new Broken();
        }
    }

    /** Frees everyone who waits or comes later, with {@link Broken}. */
    void breakUp() {
        broken = true;
        wake();
    }

    /** Makes a broken barrier usable again; nobody may be inside. */
    void mend() {
        arrived.set(0);
        broken = false;
    }

    private boolean waiting(int mine) {
        return generation == mine && !broken;
    }

    private void wake() {
        for (int index = 0; index < parties; index++) {
            Thread sleeper = parked.get(index);
            if (sleeper != null) {
                LockSupport.unpark(sleeper);
            }
        }
    }

    private void park(int index, int mine) {
        parked.set(index, Thread.currentThread());
        while (waiting(mine)) {
            LockSupport.park(this);
        }
        parked.set(index, null);
    }
}
