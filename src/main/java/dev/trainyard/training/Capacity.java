package dev.trainyard.training;

import dev.trainyard.model.MemoryLimit;
import org.springframework.stereotype.Component;

/** The threads and the memory that this node gives to training, and what of them is free. */
@Component
class Capacity implements MemoryLimit {
    private final int threads;
    private final long bytes;
    private int freeThreads;
    private long freeBytes;

    Capacity(TrainingProperties properties) {
        threads = properties.threads();
        bytes = properties.memory().toBytes();
        freeThreads = threads;
        freeBytes = bytes;
    }

    /** What a claim may ask for. */
    record Room(int freeThreads, long freeBytes, int allThreads, long allBytes) {
        /** A job that wants more threads than the node has gets them all: the same bits come out. */
        boolean fits(int threads, long bytes) {
            return Math.min(threads, allThreads) <= freeThreads && bytes <= freeBytes;
        }
    }

    synchronized Room room() {
        return new Room(freeThreads, freeBytes, threads, bytes);
    }

    synchronized void take(Claim claim) {
        freeThreads -= claim.threads();
        freeBytes -= claim.bytes();
    }

    /** Takes room if there is some. */
    synchronized boolean tryTake(Claim claim) {
        boolean fits = room().fits(claim.threads(), claim.bytes());
        if (fits) {
            take(claim);
        }
        return fits;
    }

    synchronized void give(Claim claim) {
        freeThreads += claim.threads();
        freeBytes += claim.bytes();
    }

    @Override
    public long bytes() {
        return bytes;
    }

    int threads() {
        return threads;
    }
}
