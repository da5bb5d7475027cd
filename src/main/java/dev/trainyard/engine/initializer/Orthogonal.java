package dev.trainyard.engine.initializer;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A random matrix {@code [out, rest]} with orthonormal rows, or columns when there are fewer, times the gain. Gram-Schmidt
 * in double, done twice per vector for orthogonality. Saxe et al., "Exact solutions to the nonlinear dynamics of learning
 * in deep linear neural networks" (2013).
 *
 * @param gain default 1
 */
public record Orthogonal(@Nullable Double gain) implements Initializer {

    /** Fills in the default. */
    public Orthogonal {
        gain = Defaults.finite("gain", gain, 1);
    }

    @Override
    public void fill(Shape shape, float[] values, long key) {
        int rows = shape.rank() == 0 ? 1 : shape.dim(0);
        int columns = values.length / rows;
        boolean wide = rows <= columns;
        double[][] vectors = orthonormal(Math.min(rows, columns), Math.max(rows, columns), key);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double value = wide ? vectors[row][column] : vectors[column][row];
                values[row * columns + column] = (float) (requireNonNull(gain) * value);
            }
        }
    }

    private static double[][] orthonormal(int count, int length, long key) {
        double[][] vectors = new double[count][length];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < length; j++) {
                vectors[i][j] = Randomness.normal(key, (long) i * length + j);
            }
            removeEarlier(vectors, i);
            removeEarlier(vectors, i);
            double norm = Math.sqrt(dot(vectors[i], vectors[i]));
            for (int j = 0; j < length; j++) {
                vectors[i][j] /= norm;
            }
        }
        return vectors;
    }

    private static void removeEarlier(double[][] vectors, int index) {
        double[] vector = vectors[index];
        for (int i = 0; i < index; i++) {
            double projection = dot(vectors[i], vector);
            for (int j = 0; j < vector.length; j++) {
                vector[j] -= projection * vectors[i][j];
            }
        }
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += x[j] * y[j];
        }
        return sum;
    }
}
