package dev.trainyard.engine.kernel;

/** Plans matrix products. */
public interface Matmuls {
    Matmul plan(MatmulShape shape, Epilogue epilogue);

    /** Bytes that a plan of this shape holds, found without planning it. */
    default long scratchBytes(MatmulShape shape) {
        return 0;
    }

    /** Bytes that each thread holds besides, once for all plans. */
    default long bytesPerThread() {
        return 0;
    }
}
