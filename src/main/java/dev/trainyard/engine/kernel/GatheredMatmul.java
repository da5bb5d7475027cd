package dev.trainyard.engine.kernel;

/**
 * Products of one left matrix with many right ones, whose elements are found through tables: a convolution without copying
 * patches. It serves one thread. Terms are added in order within blocks, and the blocks in order, as by {@link Matmul}.
 */
public interface GatheredMatmul {
    /** Terms per block: two registers' width of them, for all lanes up to 16, leaves room in a first-level cache. */
    int BLOCK = 192;

    /** Takes the left matrix, and the rows' bias from {@code biasOffset} on, as they now are; they may change afterwards. */
    void load(float[] a, int aOffset, int biasOffset);

    /** C = (accumulate ? C : bias) + A B for the loaded A and the B at this place. */
    void run(float[] b, int bOffset, float[] c, int cOffset);
}
