package dev.trainyard.engine.kernel;

/**
 * Products of one left matrix with many right ones, whose elements are found through tables: a convolution without copying
 * patches. It serves one thread. Terms are added as by {@link Matmul}: in order within blocks of {@link Matmul#BLOCK}.
 */
public interface GatheredMatmul {

    /** Takes the left matrix, and the rows' bias from {@code biasOffset} on, as they now are; they may change afterwards. */
    void load(float[] a, int aOffset, int biasOffset);

    /** C = (accumulate ? C : bias) + A B for the loaded A and the B at this place. */
    void run(float[] b, int bOffset, float[] c, int cOffset);
}
