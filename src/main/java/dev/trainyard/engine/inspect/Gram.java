package dev.trainyard.engine.inspect;

import java.util.Arrays;

/** W Wᵀ or Wᵀ W, whichever is smaller, in double: a sum of outer products, four at a time so that each sum is loaded once for four. */
final class Gram {

    private static final int TOGETHER = 4;

    private Gram() {}

    /** Of W [rows, columns]: symmetric, with all of its values. */
    static double[][] of(float[] values, int rows, int columns) {
        int size = Math.min(rows, columns);
        int all = Math.max(rows, columns);
        double[][] gram = new double[size][size];
        double[][] vectors = new double[TOGETHER][size];
        for (int first = 0; first < all; first += TOGETHER) {
            for (int k = 0; k < TOGETHER; k++) {
                int outer = first + k;
                if (outer >= all) {
                    Arrays.fill(vectors[k], 0);
                } else {
                    load(values, outer, rows <= columns ? columns : 1, rows <= columns ? 1 : columns, vectors[k]);
                }
            }
            for (int i = 0; i < size; i++) {
                addProducts(vectors, i, gram[i]);
            }
        }
        mirror(gram);
        return gram;
    }

    private static void load(float[] values, int outer, int stride, int outerStride, double[] vector) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] = values[outer * outerStride + i * stride];
        }
    }

    /** Row i of the outer products, from the diagonal on. */
    private static void addProducts(double[][] vectors, int i, double[] row) {
        double[] a = vectors[0];
        double[] b = vectors[1];
        double[] c = vectors[2];
        double[] d = vectors[3];
        double ai = a[i];
        double bi = b[i];
        double ci = c[i];
        double di = d[i];
        for (int j = i; j < row.length; j++) {
            row[j] += ai * a[j] + bi * b[j] + ci * c[j] + di * d[j];
        }
    }

    private static void mirror(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < i; j++) {
                matrix[i][j] = matrix[j][i];
            }
        }
    }
}
