package dev.trainyard.engine.kernel;

/**
 * From a range {@code from..to} (exclusive) to one number.
 *
 * <p>Sums run in blocks of {@value #BLOCK} elements counted from {@code from}: in a block, element i goes to partial sum
 * i mod 16, and the 16 are added as a tree, all in float; the blocks are added in order in double. The bits
 * therefore depend on the range, so data and never the number of threads must decide it.
 */
public interface Reductions {
    int BLOCK = 1024;

    double sum(float[] x, int from, int to);

    /** Sum of x^2, by fma. */
    double sumOfSquares(float[] x, int from, int to);

    /** Sum of x y, by fma. */
    double dot(float[] x, float[] y, int from, int to);

    /** The largest value as {@link Math#max} has it: NaN if there is one; -Infinity for an empty range. */
    float maximum(float[] x, int from, int to);

    /** Whether there is neither NaN nor infinity. */
    boolean allFinite(float[] x, int from, int to);
}
