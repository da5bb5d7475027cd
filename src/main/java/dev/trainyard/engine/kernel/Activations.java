package dev.trainyard.engine.kernel;

/**
 * Activation functions and their derivatives, element by element on the range {@code from..to} (exclusive).
 *
 * <p>Forward: y = f(x); {@code y} may be {@code x}. Backward: dx += dy f'(x), given x and y = f(x) from before; each
 * reads what its line says, so the other may be any array.
 */
public interface Activations {
    /** y = max(x, 0). */
    void relu(float[] x, float[] y, int from, int to);

    /** Reads y. The derivative at 0 is 0. */
    void reluBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to);

    /** dz = dy where y &gt; 0, else 0: as {@link #reluBackward} to zeros. */
    void reluGradient(float[] y, float[] dy, float[] dz, int from, int to);

    /** y = x where x &gt; 0, else slope x. */
    void leakyRelu(float slope, float[] x, float[] y, int from, int to);

    /** Reads x. */
    void leakyReluBackward(float slope, float[] x, float[] y, float[] dy, float[] dx, int from, int to);

    /** y = x where x &gt; 0, else alpha (e^x - 1) (Clevert et al. 2015). */
    void elu(float alpha, float[] x, float[] y, int from, int to);

    /** Reads x and y. */
    void eluBackward(float alpha, float[] x, float[] y, float[] dy, float[] dx, int from, int to);

    /** y = x (1 + erf(x / sqrt 2)) / 2, exact and not the tanh approximation (Hendrycks and Gimpel 2016). */
    void gelu(float[] x, float[] y, int from, int to);

    /** Reads x. */
    void geluBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to);

    /** y = x sigmoid(x) (Elfwing et al. 2017). */
    void silu(float[] x, float[] y, int from, int to);

    /** Reads x. */
    void siluBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to);

    /** y = tanh x. */
    void tanh(float[] x, float[] y, int from, int to);

    /** Reads y. */
    void tanhBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to);

    /** y = 1 / (1 + e^-x). */
    void sigmoid(float[] x, float[] y, int from, int to);

    /** Reads y. */
    void sigmoidBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to);

    /** y = ln(1 + e^x). */
    void softplus(float[] x, float[] y, int from, int to);

    /** Reads x. */
    void softplusBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to);
}
