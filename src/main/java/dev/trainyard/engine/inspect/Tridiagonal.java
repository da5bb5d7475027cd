package dev.trainyard.engine.inspect;

/**
 * Extreme eigenvalues of a symmetric tridiagonal matrix by bisection on Sturm counts: the number of negative pivots of
 * T − x I is the number of eigenvalues below x. Barth, Martin and Wilkinson, "Calculation of the eigenvalues of a
 * symmetric tridiagonal matrix by the method of bisection" (1967).
 */
final class Tridiagonal {

    /** Halvings, after which the interval is narrower than the rounding of what it began with. */
    private static final int HALVINGS = 64;

    private final double[] diagonal;
    private final double[] squaredOff;
    private final int size;
    private final double radius;

    /** Takes the diagonal's first {@code size} values, and {@code off[i]} between rows i and i + 1. */
    Tridiagonal(double[] diagonal, double[] off, int size) {
        this.diagonal = diagonal;
        this.size = size;
        this.squaredOff = new double[size];
        double widest = 0;
        for (int i = 0; i < size; i++) {
            double left = i == 0 ? 0 : Math.abs(off[i - 1]);
            double right = i == size - 1 ? 0 : Math.abs(off[i]);
            squaredOff[i] = i == size - 1 ? 0 : off[i] * off[i];
            widest = Math.max(widest, Math.abs(diagonal[i]) + left + right);
        }
        this.radius = widest;
    }

    double largest() {
        return bisect(size - 1);
    }

    double smallest() {
        return bisect(0);
    }

    /** The eigenvalue that has {@code rank} others below it. */
    private double bisect(int rank) {
        if (!(radius < Double.POSITIVE_INFINITY)) {
            return Double.NaN;
        }
        double low = -radius;
        double high = radius;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = low + (high - low) / 2;
            if (below(middle) > rank) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low + (high - low) / 2;
    }

    private int below(double x) {
        int count = 0;
        double pivot = 1;
        for (int i = 0; i < size; i++) {
            double coupling = i == 0 ? 0 : squaredOff[i - 1];
            pivot = diagonal[i] - x - coupling / (pivot == 0 ? Double.MIN_NORMAL : pivot);
            if (pivot < 0) {
                count++;
            }
        }
        return count;
    }
}
