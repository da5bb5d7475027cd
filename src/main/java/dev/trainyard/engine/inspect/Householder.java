package dev.trainyard.engine.inspect;

import java.util.Arrays;

/**
 * Brings a symmetric matrix to tridiagonal form with the same eigenvalues by reflections. Golub and Van Loan, "Matrix
 * Computations", algorithm 8.3.1.
 */
final class Householder {

    private Householder() {}

    /** The tridiagonal form of a symmetric [n, n]; the matrix is overwritten. */
    static Tridiagonal tridiagonal(double[][] matrix) {
        int n = matrix.length;
        double[] diagonal = new double[n];
        double[] off = new double[n];
        double[] product = new double[n];
        for (int k = 0; k < n - 1; k++) {
            diagonal[k] = matrix[k][k];
            off[k] = reflect(matrix, k, product);
        }
        diagonal[n - 1] = matrix[n - 1][n - 1];
        return new Tridiagonal(diagonal, off, n);
    }

    /** Clears row and column k beyond the neighbor of the diagonal, and returns that neighbor. */
    private static double reflect(double[][] a, int k, double[] product) {
        int n = a.length;
        double[] v = a[k];
        double square = 0;
        for (int j = k + 1; j < n; j++) {
            square += v[j] * v[j];
        }
        double norm = Math.sqrt(square);
        if (square == v[k + 1] * v[k + 1]) {
            return v[k + 1];
        }
        double neighbor = v[k + 1] > 0 ? -norm : norm;
        v[k + 1] -= neighbor;
        double scale = 2 / (square - (v[k + 1] + neighbor) * (v[k + 1] + neighbor) + v[k + 1] * v[k + 1]);
        apply(a, k, v, scale, product);
        return neighbor;
    }

    /** A ← H A H for H = I − scale v vᵀ on the part of A below and right of k. */
    private static void apply(double[][] a, int k, double[] v, double scale, double[] p) {
        int n = a.length;
        product(a, k, v, p);
        double projection = 0;
        for (int i = k + 1; i < n; i++) {
            p[i] *= scale;
            projection += p[i] * v[i];
        }
        double half = scale * projection / 2;
        for (int i = k + 1; i < n; i++) {
            p[i] -= half * v[i];
        }
        for (int i = k + 1; i < n; i++) {
            double[] row = a[i];
            double vi = v[i];
            double pi = p[i];
            for (int j = k + 1; j < n; j++) {
                row[j] -= vi * p[j] + pi * v[j];
            }
        }
    }

    /** p = A v, row by row: as A is symmetric, its rows are its columns, and sums side by side can share registers. */
    private static void product(double[][] a, int k, double[] v, double[] p) {
        int n = a.length;
        Arrays.fill(p, k + 1, n, 0);
        for (int i = k + 1; i < n; i++) {
            double[] row = a[i];
            double vi = v[i];
            for (int j = k + 1; j < n; j++) {
                p[j] += vi * row[j];
            }
        }
    }
}
