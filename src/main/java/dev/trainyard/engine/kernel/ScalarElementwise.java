package dev.trainyard.engine.kernel;

/** {@link Elementwise} as plain loops. */
final class ScalarElementwise implements Elementwise {
    @Override
    public void add(float[] x, float[] y, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = x[i] + y[i];
        }
    }

    @Override
    public void subtract(float[] x, float[] y, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = x[i] - y[i];
        }
    }

    @Override
    public void multiply(float[] x, float[] y, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = x[i] * y[i];
        }
    }

    @Override
    public void divide(float[] x, float[] y, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = x[i] / y[i];
        }
    }

    @Override
    public void scale(float a, float[] x, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = a * x[i];
        }
    }

    @Override
    public void axpy(float a, float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.fma(a, x[i], y[i]);
        }
    }

    @Override
    public void multiplyAdd(float[] x, float[] y, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = Math.fma(x[i], y[i], out[i]);
        }
    }

    @Override
    public void fill(float value, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = value;
        }
    }

    @Override
    public void exp(float[] x, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = ScalarMath.exp(x[i]);
        }
    }

    @Override
    public void log(float[] x, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = ScalarMath.log(x[i]);
        }
    }

    @Override
    public void sqrt(float[] x, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = (float) Math.sqrt(x[i]);
        }
    }

    @Override
    public void clamp(float minimum, float maximum, float[] x, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            float limited = x[i] < minimum ? minimum : x[i];
            out[i] = limited > maximum ? maximum : limited;
        }
    }

    @Override
    public void dropout(long key, float keep, float[] x, float[] out, int from, int to) {
        float scale = 1f / keep;
        for (int i = from; i < to; i++) {
            out[i] = Randomness.uniform(key, i) < keep ? x[i] * scale : 0f;
        }
    }

    @Override
    public void dropoutBackward(long key, float keep, float[] dy, float[] dx, int from, int to) {
        float scale = 1f / keep;
        for (int i = from; i < to; i++) {
            if (Randomness.uniform(key, i) < keep) {
                dx[i] = Math.fma(dy[i], scale, dx[i]);
            }
        }
    }
}
