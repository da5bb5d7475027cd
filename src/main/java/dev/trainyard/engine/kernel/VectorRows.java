package dev.trainyard.engine.kernel;

import static dev.trainyard.engine.kernel.VectorConstants.ZERO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Rows} with SIMD. Exponentials and logarithms run over all rows as one array, so that short rows fill the
 * registers too; only maxima and sums go row by row.
 */
final class VectorRows implements Rows {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private final Elementwise elementwise = new VectorElementwise();
    private final Rows scalar = new ScalarRows();

    @Override
    public void softmax(float[] x, float[] out, int columns, int fromRow, int toRow) {
        for (int row = fromRow; row < toRow; row++) {
            subtractMaximum(x, out, row * columns, columns);
        }
        elementwise.exp(out, out, fromRow * columns, toRow * columns);
        for (int row = fromRow; row < toRow; row++) {
            divideBySum(out, row * columns, columns);
        }
    }

    @Override
    public void softmaxBackward(float[] p, float[] dy, float[] dx, int columns, int fromRow, int toRow) {
        for (int row = fromRow; row < toRow; row++) {
            int start = row * columns;
            float total = RowSums.dot(dy, p, start, columns);
            int limit = Lanes.limit(start, start + columns);
            for (int i = start; i < limit; i += LANES) {
                FloatVector difference = FloatVector.fromArray(SPECIES, dy, i).sub(total);
                FloatVector.fromArray(SPECIES, p, i)
                        .fma(difference, FloatVector.fromArray(SPECIES, dx, i))
                        .intoArray(dx, i);
            }
            for (int i = limit; i < start + columns; i++) {
                dx[i] = Math.fma(p[i], dy[i] - total, dx[i]);
            }
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // one array or two
    public void softmaxCrossEntropy(
            float[] logits, float[] targets, float[] probabilities, float[] loss, int columns, int fromRow, int toRow) {
        if (columns <= RowSums.SHORT && logits != probabilities) {
            int rest =
                    ShortRows.crossEntropy(elementwise, logits, targets, probabilities, loss, columns, fromRow, toRow);
            shortCrossEntropy(logits, targets, probabilities, loss, columns, rest, toRow);
            return;
        }
        for (int row = fromRow; row < toRow; row++) {
            float target = logits[row * columns + (int) targets[row]];
            loss[row] = target - subtractMaximum(logits, probabilities, row * columns, columns);
        }
        elementwise.exp(probabilities, probabilities, fromRow * columns, toRow * columns);
        for (int row = fromRow; row < toRow; row++) {
            loss[row] = ScalarMath.log(divideBySum(probabilities, row * columns, columns)) - loss[row];
        }
    }

    /** For few columns the logarithms count, so they too run over all rows, and maxima are found twice. */
    private void shortCrossEntropy(
            float[] logits, float[] targets, float[] probabilities, float[] loss, int columns, int fromRow, int toRow) {
        for (int row = fromRow; row < toRow; row++) {
            subtractMaximum(logits, probabilities, row * columns, columns);
        }
        elementwise.exp(probabilities, probabilities, fromRow * columns, toRow * columns);
        for (int row = fromRow; row < toRow; row++) {
            loss[row] = divideBySum(probabilities, row * columns, columns);
        }
        elementwise.log(loss, loss, fromRow, toRow);
        for (int row = fromRow; row < toRow; row++) {
            int start = row * columns;
            loss[row] -= logits[start + (int) targets[row]] - RowSums.maximum(logits, start, columns);
        }
    }

    @Override
    public void softmaxCrossEntropyBackward(
            float[] probabilities,
            float[] targets,
            float[] dLoss,
            float[] dLogits,
            int columns,
            int fromRow,
            int toRow) {
        for (int row = fromRow; row < toRow; row++) {
            int start = row * columns;
            FloatVector factor = FloatVector.broadcast(SPECIES, dLoss[row]);
            int limit = Lanes.limit(start, start + columns);
            for (int i = start; i < limit; i += LANES) {
                FloatVector share = FloatVector.fromArray(SPECIES, probabilities, i);
                share.blend(ZERO, share.compare(VectorOperators.LT, VANISHED))
                        .fma(factor, FloatVector.fromArray(SPECIES, dLogits, i))
                        .intoArray(dLogits, i);
            }
            for (int i = limit; i < start + columns; i++) {
                float share = probabilities[i] < VANISHED ? 0 : probabilities[i];
                dLogits[i] = Math.fma(share, dLoss[row], dLogits[i]);
            }
            dLogits[start + (int) targets[row]] -= dLoss[row];
        }
    }

    @Override
    public void normalizeRows(
            float epsilon, float[] x, float[] out, float[] inverseDeviation, int columns, int fromRow, int toRow) {
        for (int row = fromRow; row < toRow; row++) {
            int start = row * columns;
            float mean = RowSums.sum(x, start, columns) / columns;
            RowSums.minus(x, mean, out, start, columns);
            float variance = RowSums.dot(out, out, start, columns) / columns;
            float inverse = 1f / (float) Math.sqrt(variance + epsilon);
            inverseDeviation[row] = inverse;
            RowSums.scale(out, inverse, start, columns);
        }
    }

    @Override
    public void normalizeRowsBackward(
            float[] normalized, float[] inverseDeviation, float[] dy, float[] dx, int columns, int fromRow, int toRow) {
        for (int row = fromRow; row < toRow; row++) {
            int start = row * columns;
            float mean = RowSums.sum(dy, start, columns) / columns;
            float slope = RowSums.dot(dy, normalized, start, columns) / columns;
            float scale = inverseDeviation[row];
            int limit = Lanes.limit(start, start + columns);
            for (int i = start; i < limit; i += LANES) {
                FloatVector rest = FloatVector.fromArray(SPECIES, dy, i).sub(mean);
                rest = FloatVector.fromArray(SPECIES, normalized, i)
                        .neg()
                        .fma(FloatVector.broadcast(SPECIES, slope), rest);
                rest.fma(FloatVector.broadcast(SPECIES, scale), FloatVector.fromArray(SPECIES, dx, i))
                        .intoArray(dx, i);
            }
            for (int i = limit; i < start + columns; i++) {
                dx[i] = Math.fma(scale, Math.fma(-normalized[i], slope, dy[i] - mean), dx[i]);
            }
        }
    }

    @Override
    public void addRowVector(float[] x, float[] v, float[] out, int columns, int fromRow, int toRow) {
        RowVectors.add(x, v, out, columns, fromRow, toRow);
    }

    @Override
    public void subtractRowVector(float[] x, float[] v, float[] out, int columns, int fromRow, int toRow) {
        RowVectors.subtract(x, v, out, columns, fromRow, toRow);
    }

    @Override
    public void multiplyRowVector(float[] x, float[] v, float[] out, int columns, int fromRow, int toRow) {
        RowVectors.multiply(x, v, out, columns, fromRow, toRow);
    }

    @Override
    public void scaleAndShift(
            float[] x, float[] scale, float[] shift, float[] out, int columns, int fromRow, int toRow) {
        RowVectors.scaleAndShift(x, scale, shift, out, columns, fromRow, toRow);
    }

    @Override
    public void multiplyAddRowVector(float[] x, float[] v, float[] out, int columns, int fromRow, int toRow) {
        RowVectors.multiplyAdd(x, v, out, columns, fromRow, toRow);
    }

    @Override
    public void columnSums(float[] x, float[] out, int rows, int columns, int fromColumn, int toColumn) {
        int limit = Lanes.limit(fromColumn, toColumn);
        int c = fromColumn;
        for (; c <= limit - 4 * LANES; c += 4 * LANES) {
            fourColumnSums(x, out, rows, columns, c);
        }
        for (; c < limit; c += LANES) {
            for (int block = 0; block < rows; block += BLOCK) {
                FloatVector sum = FloatVector.zero(SPECIES);
                int end = Math.min(rows, block + BLOCK);
                for (int row = block; row < end; row++) {
                    sum = sum.add(FloatVector.fromArray(SPECIES, x, row * columns + c));
                }
                FloatVector.fromArray(SPECIES, out, c).add(sum).intoArray(out, c);
            }
        }
        scalar.columnSums(x, out, rows, columns, limit, toColumn);
    }

    /** Four registers of columns: as many sums in flight, and whole cache lines of a row. */
    private static void fourColumnSums(float[] x, float[] out, int rows, int columns, int c) {
        for (int block = 0; block < rows; block += BLOCK) {
            FloatVector sum0 = FloatVector.zero(SPECIES);
            FloatVector sum1 = sum0;
            FloatVector sum2 = sum0;
            FloatVector sum3 = sum0;
            int end = Math.min(rows, block + BLOCK);
            for (int row = block; row < end; row++) {
                int i = row * columns + c;
                sum0 = sum0.add(FloatVector.fromArray(SPECIES, x, i));
                sum1 = sum1.add(FloatVector.fromArray(SPECIES, x, i + LANES));
                sum2 = sum2.add(FloatVector.fromArray(SPECIES, x, i + 2 * LANES));
                sum3 = sum3.add(FloatVector.fromArray(SPECIES, x, i + 3 * LANES));
            }
            FloatVector.fromArray(SPECIES, out, c).add(sum0).intoArray(out, c);
            FloatVector.fromArray(SPECIES, out, c + LANES).add(sum1).intoArray(out, c + LANES);
            FloatVector.fromArray(SPECIES, out, c + 2 * LANES).add(sum2).intoArray(out, c + 2 * LANES);
            FloatVector.fromArray(SPECIES, out, c + 3 * LANES).add(sum3).intoArray(out, c + 3 * LANES);
        }
    }

    @Override
    public void columnSumsOfProducts(
            float[] x, float[] y, float[] out, int rows, int columns, int fromColumn, int toColumn) {
        int limit = Lanes.limit(fromColumn, toColumn);
        for (int c = fromColumn; c < limit; c += LANES) {
            for (int block = 0; block < rows; block += BLOCK) {
                FloatVector sum = FloatVector.zero(SPECIES);
                int end = Math.min(rows, block + BLOCK);
                for (int row = block; row < end; row++) {
                    int i = row * columns + c;
                    sum = FloatVector.fromArray(SPECIES, x, i).fma(FloatVector.fromArray(SPECIES, y, i), sum);
                }
                FloatVector.fromArray(SPECIES, out, c).add(sum).intoArray(out, c);
            }
        }
        scalar.columnSumsOfProducts(x, y, out, rows, columns, limit, toColumn);
    }

    /** out = x - maximum of the row; answers the maximum. */
    private static float subtractMaximum(float[] x, float[] out, int start, int columns) {
        float maximum = RowSums.maximum(x, start, columns);
        RowSums.minus(x, maximum, out, start, columns);
        return maximum;
    }

    /** x = x / sum of the row; answers the sum. */
    private static float divideBySum(float[] x, int start, int columns) {
        float sum = RowSums.sum(x, start, columns);
        RowSums.scale(x, 1f / sum, start, columns);
        return sum;
    }
}
