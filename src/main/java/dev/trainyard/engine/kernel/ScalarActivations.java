package dev.trainyard.engine.kernel;

/** {@link Activations} as plain loops. */
final class ScalarActivations implements Activations {
    @Override
    public void relu(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = x[i] <= 0f ? 0f : x[i];
        }
    }

    @Override
    public void reluBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = y[i] > 0f ? dx[i] + dy[i] : dx[i];
        }
    }

    @Override
    public void reluGradient(float[] y, float[] dy, float[] dz, int from, int to) {
        for (int i = from; i < to; i++) {
            dz[i] = y[i] > 0 ? 0f + dy[i] : 0f;
        }
    }

    @Override
    public void leakyRelu(float slope, float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = x[i] > 0f ? x[i] : slope * x[i];
        }
    }

    @Override
    public void leakyReluBackward(float slope, float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = Math.fma(dy[i], x[i] > 0f ? 1f : slope, dx[i]);
        }
    }

    @Override
    public void elu(float alpha, float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = x[i] > 0f ? x[i] : alpha * ScalarMath.expm1(x[i]);
        }
    }

    @Override
    public void eluBackward(float alpha, float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = Math.fma(dy[i], x[i] > 0f ? 1f : y[i] + alpha, dx[i]);
        }
    }

    @Override
    public void gelu(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = x[i] * ScalarMath.normalShare(x[i]);
        }
    }

    @Override
    public void geluBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            float part = Math.fma(dy[i], ScalarMath.normalShare(x[i]), dx[i]);
            dx[i] = Math.fma(dy[i] * x[i], ScalarMath.normalDensity(x[i]), part);
        }
    }

    @Override
    public void silu(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = x[i] * ScalarMath.sigmoid(x[i]);
        }
    }

    @Override
    public void siluBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            float share = ScalarMath.sigmoid(x[i]);
            float slope = share * Math.fma(x[i], 1f - share, 1f);
            dx[i] = Math.fma(dy[i], slope, dx[i]);
        }
    }

    @Override
    public void tanh(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = ScalarMath.tanh(x[i]);
        }
    }

    @Override
    public void tanhBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = Math.fma(dy[i], Math.fma(-y[i], y[i], 1f), dx[i]);
        }
    }

    @Override
    public void sigmoid(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = ScalarMath.sigmoid(x[i]);
        }
    }

    @Override
    public void sigmoidBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = Math.fma(dy[i], y[i] * (1f - y[i]), dx[i]);
        }
    }

    @Override
    public void softplus(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = ScalarMath.softplus(x[i]);
        }
    }

    @Override
    public void softplusBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = Math.fma(dy[i], ScalarMath.sigmoid(x[i]), dx[i]);
        }
    }
}
