package dev.trainyard.engine.kernel;

/**
 * What a {@link Matmul} is planned for: C[m, n] from two matrices with k terms per element.
 *
 * @param m rows of C; a maximum in NN and NT, exact in TN
 * @param k terms per element; a maximum in TN, exact in NN and NT
 * @param lda distance between the starts of two rows of A in its array, at least its columns
 * @param ldb the same for B
 * @param ldc the same for C
 */
public record MatmulShape(Form form, int m, int n, int k, int lda, int ldb, int ldc) {
    /** Columns up to which elements may be striped, as measured. */
    static final int MOST_STRIPED = 4;
    /** Terms from which they may be: fewer are turned round as fast. */
    static final int LEAST_STRIPED = 2 * Partials.COUNT;

    /** Throws {@link IllegalArgumentException} for an extent below 1 or a leading dimension below the row's length. */
    public MatmulShape {
        if (m < 1 || n < 1 || k < 1) {
            throw new IllegalArgumentException("expected m, n and k of at least 1, got " + m + ", " + n + ", " + k);
        }
        if (lda < columnsOfA(form, m, k) || ldb < columnsOfB(form, n, k) || ldc < n) {
            throw new IllegalArgumentException("expected leading dimensions of at least " + columnsOfA(form, m, k)
                    + ", " + columnsOfB(form, n, k) + ", " + n + ", got " + lda + ", " + ldb + ", " + ldc);
        }
    }

    /** Rows follow each other without a gap. */
    public static MatmulShape of(Form form, int m, int n, int k) {
        return new MatmulShape(form, m, n, k, columnsOfA(form, m, k), columnsOfB(form, n, k), n);
    }

    /**
     * Whether an element adds its terms in stripes, see {@link Matmul#BLOCK}: where so few columns read a row of A that turning it
     * round would take longer than the product. The rows have no say, so that a batch gives what they give one by one.
     */
    boolean striped() {
        return form == Form.NT && striped(n, k);
    }

    /** The same of so many units with so many terms each. */
    static boolean striped(int units, int terms) {
        return units <= MOST_STRIPED && terms >= LEAST_STRIPED;
    }

    /** Floating-point operations of one run with all rows: 2 m n k. */
    public double flops() {
        return 2.0 * m * n * k;
    }

    private static int columnsOfA(Form form, int m, int k) {
        return switch (form) {
            case NN, NT -> k;
            case TN -> m;
        };
    }

    private static int columnsOfB(Form form, int n, int k) {
        return switch (form) {
            case NN, TN -> n;
            case NT -> k;
        };
    }
}
