package dev.trainyard.engine.inspect;

import dev.trainyard.engine.kernel.Elementwise;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.kernel.Reductions;
import dev.trainyard.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Golub–Kahan–Lanczos bidiagonalization with full reorthogonalization: A V = U B with a bidiagonal B whose extreme
 * singular values approach those of A from inside. A is W, or Wᵀ if W is wide: a direction that a wide W maps to zero is
 * none of its singular values. Golub and Kahan, "Calculating the singular values and pseudo-inverse
 * of a matrix" (1965); reorthogonalization as in Paige and Saunders, "LSQR" (1982), section 3.
 */
final class GolubKahan {

    static final int STEPS = 64;

    private final Elementwise elementwise;
    private final Reductions reductions;
    private final float[] weight;
    private final boolean wide;
    private final int narrow;
    /** One row of W, in the nearest cache. */
    private final float[] row;

    private final double[] alpha = new double[STEPS];
    private final double[] beta = new double[STEPS];

    private GolubKahan(Tensor matrix, Kernels kernels) {
        this.elementwise = kernels.elementwise();
        this.reductions = kernels.reductions();
        this.weight = matrix.values();
        int rows = matrix.shape().dim(0);
        int columns = weight.length / rows;
        this.wide = rows < columns;
        this.narrow = Math.min(rows, columns);
        this.row = new float[columns];
    }

    static Spectra.Extremes extremes(Tensor matrix, Kernels kernels) {
        var reduction = new GolubKahan(matrix, kernels);
        int size = reduction.bidiagonalize();
        return Spectra.roots(reduction.normal(size));
    }

    /** Fills alpha (the diagonal of B) and beta (above it); how many. */
    private int bidiagonalize() {
        List<float[]> left = new ArrayList<>();
        List<float[]> right = new ArrayList<>();
        float[] v = start();
        for (int i = 0; i < STEPS; i++) {
            right.add(v);
            float[] u = wide ? combined(v) : projected(v);
            alpha[i] = orthonormalize(u, left);
            if (alpha[i] == 0) {
                return i + 1;
            }
            left.add(u);
            v = wide ? projected(u) : combined(u);
            beta[i] = orthonormalize(v, right);
            if (beta[i] == 0) {
                return i + 1;
            }
        }
        return STEPS;
    }

    /** W x: each row against x. */
    private float[] projected(float[] x) {
        float[] out = new float[weight.length / row.length];
        for (int i = 0; i < out.length; i++) {
            System.arraycopy(weight, i * row.length, row, 0, row.length);
            out[i] = (float) reductions.dot(row, x, 0, row.length);
        }
        return out;
    }

    /** Wᵀ x: the rows, x times each. */
    private float[] combined(float[] x) {
        float[] out = new float[row.length];
        for (int i = 0; i < x.length; i++) {
            System.arraycopy(weight, i * row.length, row, 0, row.length);
            elementwise.axpy(x[i], row, out, 0, row.length);
        }
        return out;
    }

    private float[] start() {
        float[] v = new float[narrow];
        for (int i = 0; i < narrow; i++) {
            v[i] = Randomness.normal(narrow, i);
        }
        orthonormalize(v, List.of());
        return v;
    }

    /** Takes out the earlier directions, twice, and scales to norm 1; the norm before, 0 if nothing was left. */
    private double orthonormalize(float[] vector, List<float[]> earlier) {
        double before = Math.sqrt(reductions.sumOfSquares(vector, 0, vector.length));
        for (int pass = 0; pass < 2; pass++) {
            for (float[] direction : earlier) {
                float part = (float) reductions.dot(vector, direction, 0, vector.length);
                elementwise.axpy(-part, direction, vector, 0, vector.length);
            }
        }
        double norm = Math.sqrt(reductions.sumOfSquares(vector, 0, vector.length));
        if (!(norm > 1e-6 * before)) {
            return 0;
        }
        elementwise.scale((float) (1 / norm), vector, vector, 0, vector.length);
        return norm;
    }

    /** Bᵀ B, whose eigenvalues are the squares of B's singular values. */
    private Tridiagonal normal(int size) {
        double[] diagonal = new double[size];
        double[] off = new double[size];
        for (int i = 0; i < size; i++) {
            double above = i == 0 ? 0 : beta[i - 1];
            diagonal[i] = alpha[i] * alpha[i] + above * above;
            off[i] = alpha[i] * beta[i];
        }
        return new Tridiagonal(diagonal, off, size);
    }
}
