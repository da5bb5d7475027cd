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

    /**
     * x · y in 16 stripes, for at least 16 terms: term i goes to number i mod 16 while there are 16 more, the rest to the last
     * numbers, so that sixteen lanes can read them without reaching over the row.
     */
    static float striped(float[] x, int from, float[] y, int yFrom, int terms) {
        return striped(x, from, y, yFrom, terms, 0, 1);
    }

    private static float striped(float[] x, int from, float[] y, int yFrom, int terms, int first, int step) {
        if (step < Partials.COUNT) {
            return striped(x, from, y, yFrom, terms, first, 2 * step)
                    + striped(x, from, y, yFrom, terms, first + step, 2 * step);
        }
        int rest = terms % Partials.COUNT;
        float sum = 0f;
        for (int i = first; i < terms - rest; i += step) {
            sum = Math.fma(x[from + i], y[yFrom + i], sum);
        }
        if (first >= Partials.COUNT - rest) {
            int i = terms - Partials.COUNT + first;
            sum = Math.fma(x[from + i], y[yFrom + i], sum);
        }
        return sum;
    }
}
