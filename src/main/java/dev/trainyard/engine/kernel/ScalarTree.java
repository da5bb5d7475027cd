package dev.trainyard.engine.kernel;

/** The sums of {@link Partials} without the memory for them: the tree asks for each partial sum when it needs it. */
final class ScalarTree {
    private ScalarTree() {}

    static float sum(float[] x, int from, int to) {
        return sum(x, from, to, 0, 1);
    }

    static float dot(float[] x, float[] y, int from, int to) {
        return dot(x, y, from, to, 0, 1);
    }

    private static float sum(float[] x, int from, int to, int first, int step) {
        if (step < Partials.COUNT) {
            return sum(x, from, to, first, 2 * step) + sum(x, from, to, first + step, 2 * step);
        }
        float sum = 0f;
        for (int i = from + first; i < to; i += step) {
            sum += x[i];
        }
        return sum + 0f;
    }

    private static float dot(float[] x, float[] y, int from, int to, int first, int step) {
        if (step < Partials.COUNT) {
            return dot(x, y, from, to, first, 2 * step) + dot(x, y, from, to, first + step, 2 * step);
        }
        float sum = 0f;
        for (int i = from + first; i < to; i += step) {
            sum = Math.fma(x[i], y[i], sum);
        }
        return sum + 0f;
    }
}
