package dev.trainyard.engine.kernel;

/** Plans {@link PackedMatmul}s. */
record PackedMatmuls(Activations activations) implements Matmuls {

    @Override
    public Matmul plan(MatmulShape shape, Epilogue epilogue) {
        return new PackedMatmul(shape, epilogue, activations);
    }

    @Override
    public long scratchBytes(MatmulShape shape) {
        return PackedMatmul.scratchBytes(shape);
    }
}
