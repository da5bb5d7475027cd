package dev.trainyard.engine.kernel;

/**
 * Packing: a block of a matrix laid out in the order in which the tile reads it. A panel holds, for each term, the
 * values of {@code width} neighboring rows or columns; what lies beyond the matrix is zero.
 */
final class Panels {
    private Panels() {}

    /** From a matrix whose rows run along the terms: value (i, term) is at {@code from + i * step + term}. */
    static void packAcross(float[] x, int from, int step, int count, int terms, int width, float[] panel, int to) {
        for (int i = 0; i < count; i++) {
            int source = from + i * step;
            for (int term = 0; term < terms; term++) {
                panel[to + term * width + i] = x[source + term];
            }
        }
        clear(count, terms, width, panel, to);
    }

    /** From a matrix whose columns run along the terms: value (i, term) is at {@code from + term * step + i}. */
    static void packAlong(float[] x, int from, int step, int count, int terms, int width, float[] panel, int to) {
        for (int term = 0; term < terms; term++) {
            int source = from + term * step;
            int target = to + term * width;
            for (int i = 0; i < count; i++) {
                panel[target + i] = x[source + i];
            }
        }
        clear(count, terms, width, panel, to);
    }

    private static void clear(int count, int terms, int width, float[] panel, int to) {
        for (int i = count; i < width; i++) {
            for (int term = 0; term < terms; term++) {
                panel[to + term * width + i] = 0f;
            }
        }
    }
}
