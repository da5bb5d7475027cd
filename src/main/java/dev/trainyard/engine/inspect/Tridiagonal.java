package dev.trainyard.engine.inspect;

/**
 * Extreme eigenvalues of a symmetric tridiagonal matrix by bisection on Sturm counts: the number of negative pivots of
 * T − x I is the number of eigenvalues below x. Barth, Martin and Wilkinson, "Calculation of the eigenvalues of a
 * symmetric tridiagonal matrix by the method of bisection" (1967).
 */
final class Tridiagonal {

    /** Halvings, after which the interval is narrower than the rounding of what it began with. */
    private static final int HALVINGS = 54;

    private static final int SIGN = Double.SIZE - 1;

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

    /** The smallest and the largest eigenvalue; NaN if the matrix is not finite. */
    Ends ends() {
        if (!(radius < Double.POSITIVE_INFINITY)) {
            return new Ends(Double.NaN, Double.NaN);
        }
        double first = -radius;
        double last = -radius;
        double half = radius;
        for (int i = 0; i < HALVINGS; i++) {
            long below = below(first + half, last + half);
            first += (int) below > 0 ? 0 : half;
            last += (int) (below >>> Integer.SIZE) == size ? 0 : half;
            half /= 2;
        }
        return new Ends(first + half, last + half);
    }

    /**
     * How many eigenvalues are below x, and, in the upper half, below y: side by side, for each waits for its divisions,
     * and without branches on signs, which cannot be predicted.
     */
    private long below(double x, double y) {
        int belowX = 0;
        int belowY = 0;
        double pivotX = 1;
        double pivotY = 1;
        double coupling = 0;
        for (int i = 0; i < size; i++) {
            pivotX = diagonal[i] - x - coupling / (pivotX == 0 ? Double.MIN_NORMAL : pivotX);
            pivotY = diagonal[i] - y - coupling / (pivotY == 0 ? Double.MIN_NORMAL : pivotY);
            belowX += (int) (Double.doubleToRawLongBits(pivotX) >>> SIGN);
            belowY += (int) (Double.doubleToRawLongBits(pivotY) >>> SIGN);
            coupling = squaredOff[i];
        }
        return (long) belowY << Integer.SIZE | belowX;
    }

    /** The ends of a spectrum. */
    record Ends(double smallest, double largest) {}
}
