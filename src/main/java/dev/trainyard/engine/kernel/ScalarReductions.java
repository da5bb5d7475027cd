package dev.trainyard.engine.kernel;

/** {@link Reductions} as plain loops over 16 partial sums. */
final class ScalarReductions implements Reductions {
    @Override
    public double sum(float[] x, int from, int to) {
        double total = 0;
        Partials partials = new Partials();
        for (int block = from; block < to; block += BLOCK) {
            int end = Math.min(to, block + BLOCK);
            partials.clear();
            for (int i = block; i < end; i++) {
                partials.add(i - block, x[i]);
            }
            total += partials.total();
        }
        return total;
    }

    @Override
    public double sumOfSquares(float[] x, int from, int to) {
        return dot(x, x, from, to);
    }

    @Override
    public double dot(float[] x, float[] y, int from, int to) {
        double total = 0;
        Partials partials = new Partials();
        for (int block = from; block < to; block += BLOCK) {
            int end = Math.min(to, block + BLOCK);
            partials.clear();
            for (int i = block; i < end; i++) {
                partials.addProduct(i - block, x[i], y[i]);
            }
            total += partials.total();
        }
        return total;
    }

    @Override
    public float maximum(float[] x, int from, int to) {
        float maximum = Float.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            maximum = Math.max(maximum, x[i]);
        }
        return maximum;
    }

    @Override
    public boolean allFinite(float[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Float.isFinite(x[i])) {
                return false;
            }
        }
        return true;
    }
}
