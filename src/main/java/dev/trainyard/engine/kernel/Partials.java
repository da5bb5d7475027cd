package dev.trainyard.engine.kernel;

import java.util.Arrays;

/**
 * Sixteen partial sums, as many as the widest register has floats: element i goes to number i mod 16, and at the end
 * they are added as a tree, i and i + 8, then i and i + 4, + 2, + 1. Narrower registers hold them in several.
 */
final class Partials {
    static final int COUNT = 16;

    private final float[] sums = new float[COUNT];

    void clear() {
        Arrays.fill(sums, 0f);
    }

    void add(int element, float value) {
        sums[element % COUNT] += value;
    }

    void addProduct(int element, float x, float y) {
        sums[element % COUNT] = Math.fma(x, y, sums[element % COUNT]);
    }

    float total() {
        for (int half = COUNT / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                sums[i] += sums[i + half];
            }
        }
        return sums[0];
    }

    /** The same tree, in double. */
    double doubleTotal() {
        return subtree(0, 1);
    }

    private double subtree(int first, int step) {
        return step == COUNT ? sums[first] : subtree(first, 2 * step) + subtree(first + step, 2 * step);
    }
}
