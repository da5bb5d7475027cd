package dev.trainyard.engine.kernel;

/** The three products that forward and backward passes need; every matrix is row-major. */
public enum Form {
    /** C[m, n] = A[m, k] B[k, n]. */
    NN,
    /** C[m, n] = A[m, k] B[n, k]^T. */
    NT,
    /** C[m, n] = A[k, m]^T B[k, n]. */
    TN
}
