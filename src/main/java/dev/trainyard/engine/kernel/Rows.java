package dev.trainyard.engine.kernel;

/**
 * Kernels on matrices [rows, columns], row-major. Row-wise ones work on {@code fromRow..toRow}, column-wise ones on
 * {@code fromColumn..toColumn} of all rows (ends exclusive), so that workers share the work without sharing a sum.
 *
 * <p>A sum over a row has 16 partial sums (element j goes to number j mod 16) that are added as a tree; a sum over a
 * column adds in row order within blocks of {@value #BLOCK} rows, and the blocks in order. {@code out} may be {@code x}
 * where both are matrices.
 */
public interface Rows {
    int BLOCK = 512;

    /**
     * A probability below this is taken as 0 in a gradient: no weight of ordinary size would notice it, and products with it
     * fall below the normal numbers, with which arithmetic is several times slower.
     */
    float VANISHED = 0x1p-100f;

    /** Per row: out = e^(x - max) / sum e^(x - max). */
    void softmax(float[] x, float[] out, int columns, int fromRow, int toRow);

    /** Per row: dx += p (dy - sum(dy p)), where p = softmax(x). */
    void softmaxBackward(float[] p, float[] dy, float[] dx, int columns, int fromRow, int toRow);

    /**
     * loss[row] = ln sum e^logits - logits[target], and probabilities = softmax(logits); a target is a class number
     * held as a float. {@code probabilities} may be {@code logits}.
     */
    void softmaxCrossEntropy(
            float[] logits, float[] targets, float[] probabilities, float[] loss, int columns, int fromRow, int toRow);

    /** dLogits += dLoss[row] (probabilities - one-hot of the target), without probabilities below {@link #VANISHED}. */
    void softmaxCrossEntropyBackward(
            float[] probabilities,
            float[] targets,
            float[] dLoss,
            float[] dLogits,
            int columns,
            int fromRow,
            int toRow);

    /** out = (x - mean) inverseDeviation; writes inverseDeviation[row] = 1 / sqrt(variance + epsilon) too. */
    void normalizeRows(
            float epsilon, float[] x, float[] out, float[] inverseDeviation, int columns, int fromRow, int toRow);

    /** The gradient of {@link #normalizeRows}: dx += inverseDeviation (dy - mean(dy) - normalized mean(dy normalized)). */
    void normalizeRowsBackward(
            float[] normalized, float[] inverseDeviation, float[] dy, float[] dx, int columns, int fromRow, int toRow);

    /** out[row, c] = x[row, c] + v[c]. */
    void addRowVector(float[] x, float[] v, float[] out, int columns, int fromRow, int toRow);

    /** out[row, c] = x[row, c] - v[c]. */
    void subtractRowVector(float[] x, float[] v, float[] out, int columns, int fromRow, int toRow);

    /** out[row, c] = x[row, c] v[c]. */
    void multiplyRowVector(float[] x, float[] v, float[] out, int columns, int fromRow, int toRow);

    /** out[row, c] = fma(x[row, c], scale[c], shift[c]). */
    void scaleAndShift(float[] x, float[] scale, float[] shift, float[] out, int columns, int fromRow, int toRow);

    /** out[row, c] = fma(x[row, c], v[c], out[row, c]). */
    void multiplyAddRowVector(float[] x, float[] v, float[] out, int columns, int fromRow, int toRow);

    /** out[c] += sum over rows of x[row, c]. */
    void columnSums(float[] x, float[] out, int rows, int columns, int fromColumn, int toColumn);

    /** out[c] += sum over rows of x[row, c] y[row, c], by fma. */
    void columnSumsOfProducts(float[] x, float[] y, float[] out, int rows, int columns, int fromColumn, int toColumn);
}
