package dev.trainyard.engine.kernel;

/** Plans matrix products. */
public interface Matmuls {
    Matmul plan(MatmulShape shape, Epilogue epilogue);

    /** Bytes that a plan of this shape holds, found without planning it. */
    default long scratchBytes(MatmulShape shape) {
        return 0;
    }
}
