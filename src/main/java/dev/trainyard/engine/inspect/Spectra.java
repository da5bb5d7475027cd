package dev.trainyard.engine.inspect;

import dev.trainyard.engine.graph.Parameter;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Spectra of weight matrices. Up to {@value #EXACT} rows or columns all singular values count: the eigenvalues of W Wᵀ
 * (or Wᵀ W, whichever is smaller) in double, so that values below 1e-8 of the largest drown. Larger matrices go through
 * {@link GolubKahan}, whose largest value converges and whose smallest is an upper bound.
 */
public final class Spectra {

    static final int EXACT = 256;

    private static final int PRIMING_SIZE = 64;
    private static final int PRIMING_RUNS = 4;

    private Spectra() {}

    /** Takes some spectra of a matrix that is larger than the smallest; called often enough, they are compiled for such ones, too. */
    public static void prime() {
        Tensor matrix = Tensor.zeros(Shape.of(PRIMING_SIZE, PRIMING_SIZE));
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = Randomness.normal(PRIMING_SIZE, i);
        }
        for (int run = 0; run < PRIMING_RUNS; run++) {
            of("priming", matrix, Kernels.best());
        }
    }

    /** Spectra of all trainable parameters with at least two dimensions. */
    public static List<Spectrum> of(List<Parameter> parameters, Parameters values, Kernels kernels) {
        List<Spectrum> spectra = new ArrayList<>();
        for (Parameter parameter : parameters) {
            if (parameter.trainable() && matrix(parameter.shape())) {
                spectra.add(of(parameter.name(), values.tensor(parameter.name()), kernels));
            }
        }
        return spectra;
    }

    private static boolean matrix(Shape shape) {
        return shape.rank() >= 2 && shape.dim(0) > 1 && shape.size() > shape.dim(0);
    }

    /** Spectrum of one matrix: its first dimension against all others. */
    public static Spectrum of(String name, Tensor weight, Kernels kernels) {
        int rows = weight.shape().dim(0);
        int columns = weight.values().length / rows;
        double square = kernels.reductions().sumOfSquares(weight.values(), 0, weight.values().length);
        boolean exact = Math.min(rows, columns) <= EXACT;
        Extremes extremes = exact ? gram(weight.values(), rows, columns) : GolubKahan.extremes(weight, kernels);
        double largest = extremes.largest();
        return new Spectrum(
                Shown.name(name),
                rows,
                columns,
                largest,
                extremes.smallest(),
                largest / extremes.smallest(),
                largest == 0 ? 0 : square / (largest * largest),
                exact);
    }

    private static Extremes gram(float[] values, int rows, int columns) {
        return roots(Householder.tridiagonal(Gram.of(values, rows, columns)));
    }

    /** Singular values from the eigenvalues of their squares. */
    static Extremes roots(Tridiagonal squares) {
        Tridiagonal.Ends ends = squares.ends();
        return new Extremes(root(ends.largest()), root(ends.smallest()));
    }

    private static double root(double eigenvalue) {
        return Math.sqrt(Math.max(0, eigenvalue));
    }

    /** The ends of a spectrum. */
    record Extremes(double largest, double smallest) {}
}
