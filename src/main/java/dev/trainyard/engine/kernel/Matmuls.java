package dev.trainyard.engine.kernel;

/** Plans matrix products. */
public interface Matmuls {
    Matmul plan(MatmulShape shape, Epilogue epilogue);
}
