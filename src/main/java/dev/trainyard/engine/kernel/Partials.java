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

    /** Adds them up; zero is added to each first, so that a sum of nothing but -0 is 0 however many elements there are. */
    float total() {
        for (int i = 0; i < COUNT; i++) {
            sums[i] += 0f;
        }
        for (int half = COUNT / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                sums[i] += sums[i + half];
            }
        }
        return sums[0];
    }
}
