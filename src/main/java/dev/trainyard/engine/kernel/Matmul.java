package dev.trainyard.engine.kernel;

/** One matrix product, planned once: running it allocates nothing. A plan serves one team at a time. */
public interface Matmul {
    /**
     * Terms per block: an element's terms in one are added in ascending order by fma, then blocks to the start in order. Only
     * those of {@link MatmulShape#striped} are added in 16 stripes by fma, as {@link ScalarTree#striped} does it.
     */
    int BLOCK = 512;

    /**
     * Computes C. All workers of a team call it with the same arguments. Each returns when its own part of C is done; a
     * worker that reads another's part needs a barrier first, and so does one that overwrites A or B or runs this plan again.
     *
     * @param rows m in NN and NT, k in TN; at most the planned one, and 0 is allowed
     */
    void run(float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int rows, Worker worker);

    /** Memory that the plan holds for one worker, beside A, B and C. */
    long scratchBytes();
}
