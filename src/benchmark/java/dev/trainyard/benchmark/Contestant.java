package dev.trainyard.benchmark;

/** One engine at work on a {@link Problem}. */
interface Contestant extends AutoCloseable {
    String name();

    /** Whether it can train from the given weights by the given rule, so that its losses have to agree. */
    default boolean comparable() {
        return true;
    }

    /** How much its losses may differ from ours, relative to one of about 1, by rounding alone unless it says why. */
    default double tolerance() {
        return 2e-3;
    }

    /** Trains one step on the rows of that step of the problem, and returns the mean loss before it. Steps come in order. */
    double check(long step);

    /** Trains so many steps more on rows that lie ready, and returns how long one took. */
    double secondsPerStep(int steps);

    @Override
    void close();
}
