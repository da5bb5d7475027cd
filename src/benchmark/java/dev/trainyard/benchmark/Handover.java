package dev.trainyard.benchmark;

import dev.trainyard.engine.kernel.Team;

/**
 * How long threads that have nothing else to do wait for each other at a barrier. It tells how far apart the processors are:
 * some 80 ns where they share a cache, several times as much where they do not, and the host of a guest may move them at any time.
 */
final class Handover {
    private static final int ROUNDS = 5;
    private static final int BARRIERS = 200_000;

    private Handover() {}

    /** Nanoseconds of a barrier of so many threads, the fastest of a few rounds. */
    static double nanos(int threads) {
        double fastest = Double.POSITIVE_INFINITY;
        try (Team team = Team.of(threads)) {
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                team.run(worker -> {
                    for (int i = 0; i < BARRIERS; i++) {
                        worker.barrier();
                    }
                });
                fastest = Math.min(fastest, (double) (System.nanoTime() - start) / BARRIERS);
            }
        }
        return fastest;
    }
}
