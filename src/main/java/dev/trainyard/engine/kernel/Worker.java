package dev.trainyard.engine.kernel;

/**
 * One of the workers that run the same program on different data (SPMD). Every worker of a team calls the same
 * kernels in the same order, each on its own slice, with a {@link #barrier} wherever one reads what another wrote.
 */
public interface Worker {
    /** A team of one, for work on the calling thread. */
    @SuppressWarnings("ClassInitializationDeadlock") // nothing else touches SoloWorker
    Worker SOLO = new SoloWorker();

    /** Floats of a cache line. */
    int CACHE_LINE = 16;

    /** This worker's number, {@code 0 <= index < count}. */
    int index();

    int count();

    /** Waits until every worker of the team is here; what each wrote before is then visible to all. */
    void barrier();

    /** Start of this worker's slice of {@code 0..n}, cut at multiples of 16 so that no two share a cache line. */
    default int from(int n) {
        return from(n, CACHE_LINE);
    }

    /** End (exclusive) of this worker's slice of {@code 0..n}. */
    default int to(int n) {
        return to(n, CACHE_LINE);
    }

    /** Start of this worker's slice of {@code 0..n}, cut at multiples of {@code width}. */
    default int from(int n, int width) {
        return cut(n, width, index());
    }

    /** End (exclusive) of this worker's slice of {@code 0..n}, cut at multiples of {@code width}. */
    default int to(int n, int width) {
        return cut(n, width, index() + 1);
    }

    private int cut(int n, int width, int part) {
        long blocks = Math.ceilDiv(n, width);
        return (int) Math.min(n, blocks * part / count() * width);
    }
}
