package dev.trainyard.engine.kernel;

/**
 * Element by element, on the same range {@code from..to} (exclusive) of every array; {@code out} may be an input.
 *
 * <p>All are exactly rounded except {@link #exp} (at most 1 ulp) and {@link #log} (at most 1 ulp).
 */
public interface Elementwise {
    /** out = x + y. */
    void add(float[] x, float[] y, float[] out, int from, int to);

    /** out = x - y. */
    void subtract(float[] x, float[] y, float[] out, int from, int to);

    /** out = x y. */
    void multiply(float[] x, float[] y, float[] out, int from, int to);

    /** out = x / y. */
    void divide(float[] x, float[] y, float[] out, int from, int to);

    /** out = a x. */
    void scale(float a, float[] x, float[] out, int from, int to);

    /** y = fma(a, x, y), BLAS's axpy. */
    void axpy(float a, float[] x, float[] y, int from, int to);

    /** out = fma(x, y, out). */
    void multiplyAdd(float[] x, float[] y, float[] out, int from, int to);

    /** out = value. */
    void fill(float value, float[] out, int from, int to);

    /** out = e^x. */
    void exp(float[] x, float[] out, int from, int to);

    /** out = ln x; NaN below zero, -Infinity at zero. */
    void log(float[] x, float[] out, int from, int to);

    /** out = sqrt(x). */
    void sqrt(float[] x, float[] out, int from, int to);

    /** out = x limited to minimum..maximum; NaN stays. */
    void clamp(float minimum, float maximum, float[] x, float[] out, int from, int to);

    /**
     * Inverted dropout: out = x / keep with probability keep, else 0 (Srivastava et al. 2014). Whether element i stays
     * is a pure function of (key, i): {@link Randomness#uniform}(key, i) &lt; keep.
     */
    void dropout(long key, float keep, float[] x, float[] out, int from, int to);

    /** dx += dy / keep where {@link #dropout} with the same key kept the element. */
    void dropoutBackward(long key, float keep, float[] dy, float[] dx, int from, int to);
}
