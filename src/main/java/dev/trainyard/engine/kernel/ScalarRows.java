package dev.trainyard.engine.kernel;

/** {@link Rows} as plain loops. */
final class ScalarRows implements Rows {
    @Override
    public void softmax(float[] x, float[] out, int columns, int fromRow, int toRow) {
        Partials partials = new Partials();
        for (int row = fromRow; row < toRow; row++) {
            int start = row * columns;
            exponentials(partials, x, out, maximum(x, start, columns), start, columns);
            float scale = 1f / partials.total();
            for (int c = start; c < start + columns; c++) {
                out[c] *= scale;
            }
        }
    }

    @Override
    public void softmaxBackward(float[] p, float[] dy, float[] dx, int columns, int fromRow, int toRow) {
        Partials partials = new Partials();
        for (int row = fromRow; row < toRow; row++) {
            int start = row * columns;
            partials.clear();
            for (int c = 0; c < columns; c++) {
                partials.addProduct(c, dy[start + c], p[start + c]);
            }
            float total = partials.total();
            for (int c = start; c < start + columns; c++) {
                dx[c] = Math.fma(p[c], dy[c] - total, dx[c]);
            }
        }
    }

    @Override
    public void softmaxCrossEntropy(
            float[] logits, float[] targets, float[] probabilities, float[] loss, int columns, int fromRow, int toRow) {
        Partials partials = new Partials();
        for (int row = fromRow; row < toRow; row++) {
            int start = row * columns;
            float maximum = maximum(logits, start, columns);
            float target = logits[start + (int) targets[row]] - maximum;
            exponentials(partials, logits, probabilities, maximum, start, columns);
            float total = partials.total();
            loss[row] = ScalarMath.log(total) - target;
            float scale = 1f / total;
            for (int c = start; c < start + columns; c++) {
                probabilities[c] *= scale;
            }
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
            for (int c = start; c < start + columns; c++) {
                float probability = probabilities[c] < VANISHED ? 0 : probabilities[c];
                dLogits[c] = Math.fma(dLoss[row], probability, dLogits[c]);
            }
            dLogits[start + (int) targets[row]] -= dLoss[row];
        }
    }

    @Override
    public void normalizeRows(
            float epsilon, float[] x, float[] out, float[] inverseDeviation, int columns, int fromRow, int toRow) {
        Partials partials = new Partials();
        for (int row = fromRow; row < toRow; row++) {
            int start = row * columns;
            float mean = mean(partials, x, start, columns);
            float variance = variance(partials, x, mean, start, columns);
            float inverse = 1f / (float) Math.sqrt(variance + epsilon);
            inverseDeviation[row] = inverse;
            for (int c = start; c < start + columns; c++) {
                out[c] = (x[c] - mean) * inverse;
            }
        }
    }

    @Override
    public void normalizeRowsBackward(
            float[] normalized, float[] inverseDeviation, float[] dy, float[] dx, int columns, int fromRow, int toRow) {
        Partials sums = new Partials();
        Partials products = new Partials();
        for (int row = fromRow; row < toRow; row++) {
            int start = row * columns;
            sums.clear();
            products.clear();
            for (int c = 0; c < columns; c++) {
                sums.add(c, dy[start + c]);
                products.addProduct(c, dy[start + c], normalized[start + c]);
            }
            float mean = sums.total() / columns;
            float slope = products.total() / columns;
            for (int c = start; c < start + columns; c++) {
                float rest = Math.fma(-normalized[c], slope, dy[c] - mean);
                dx[c] = Math.fma(inverseDeviation[row], rest, dx[c]);
            }
        }
    }

    @Override
    public void addRowVector(float[] x, float[] v, float[] out, int columns, int fromRow, int toRow) {
        for (int row = fromRow; row < toRow; row++) {
            for (int c = 0; c < columns; c++) {
                out[row * columns + c] = x[row * columns + c] + v[c];
            }
        }
    }

    @Override
    public void subtractRowVector(float[] x, float[] v, float[] out, int columns, int fromRow, int toRow) {
        for (int row = fromRow; row < toRow; row++) {
            for (int c = 0; c < columns; c++) {
                out[row * columns + c] = x[row * columns + c] - v[c];
            }
        }
    }

    @Override
    public void multiplyRowVector(float[] x, float[] v, float[] out, int columns, int fromRow, int toRow) {
        for (int row = fromRow; row < toRow; row++) {
            for (int c = 0; c < columns; c++) {
                out[row * columns + c] = x[row * columns + c] * v[c];
            }
        }
    }

    @Override
    public void scaleAndShift(
            float[] x, float[] scale, float[] shift, float[] out, int columns, int fromRow, int toRow) {
        for (int row = fromRow; row < toRow; row++) {
            for (int c = 0; c < columns; c++) {
                out[row * columns + c] = Math.fma(x[row * columns + c], scale[c], shift[c]);
            }
        }
    }

    @Override
    public void multiplyAddRowVector(float[] x, float[] v, float[] out, int columns, int fromRow, int toRow) {
        for (int row = fromRow; row < toRow; row++) {
            for (int c = 0; c < columns; c++) {
                out[row * columns + c] = Math.fma(x[row * columns + c], v[c], out[row * columns + c]);
            }
        }
    }

    @Override
    public void columnSums(float[] x, float[] out, int rows, int columns, int fromColumn, int toColumn) {
        for (int c = fromColumn; c < toColumn; c++) {
            for (int block = 0; block < rows; block += BLOCK) {
                float sum = 0;
                for (int row = block; row < Math.min(rows, block + BLOCK); row++) {
                    sum += x[row * columns + c];
                }
                out[c] += sum;
            }
        }
    }

    @Override
    public void columnSumsOfProducts(
            float[] x, float[] y, float[] out, int rows, int columns, int fromColumn, int toColumn) {
        for (int c = fromColumn; c < toColumn; c++) {
            for (int block = 0; block < rows; block += BLOCK) {
                float sum = 0;
                for (int row = block; row < Math.min(rows, block + BLOCK); row++) {
                    sum = Math.fma(x[row * columns + c], y[row * columns + c], sum);
                }
                out[c] += sum;
            }
        }
    }

    private static float maximum(float[] x, int start, int columns) {
        float maximum = Float.NEGATIVE_INFINITY;
        for (int c = start; c < start + columns; c++) {
            maximum = Math.max(maximum, x[c]);
        }
        return maximum;
    }

    /** out = e^(x - maximum), their sum left in the partials. */
    private static void exponentials(Partials partials, float[] x, float[] out, float maximum, int start, int columns) {
        partials.clear();
        for (int c = 0; c < columns; c++) {
            float power = ScalarMath.exp(x[start + c] - maximum);
            out[start + c] = power;
            partials.add(c, power);
        }
    }

    private static float mean(Partials partials, float[] x, int start, int columns) {
        partials.clear();
        for (int c = 0; c < columns; c++) {
            partials.add(c, x[start + c]);
        }
        return partials.total() / columns;
    }

    private static float variance(Partials partials, float[] x, float mean, int start, int columns) {
        partials.clear();
        for (int c = 0; c < columns; c++) {
            float difference = x[start + c] - mean;
            partials.addProduct(c, difference, difference);
        }
        return partials.total() / columns;
    }
}
