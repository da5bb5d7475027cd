package dev.trainyard.engine.kernel;

/** Plans a {@link SmallMatmul} where it is the faster, else a {@link PackedMatmul}. */
record PackedMatmuls(Activations activations) implements Matmuls {

    @Override
    public Matmul plan(MatmulShape shape, Epilogue epilogue) {
        return SmallMatmul.suits(shape)
                ? new SmallMatmul(shape, epilogue, activations)
                : new PackedMatmul(shape, epilogue, activations);
    }

    @Override
    public long scratchBytes(MatmulShape shape) {
        return SmallMatmul.suits(shape) ? SmallMatmul.scratchBytes(shape) : PackedMatmul.scratchBytes(shape);
    }
}
