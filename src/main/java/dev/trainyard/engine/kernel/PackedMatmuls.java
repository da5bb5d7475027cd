package dev.trainyard.engine.kernel;

/** Plans the fastest product for a shape; which that is was measured. */
record PackedMatmuls(Activations activations) implements Matmuls {

    @Override
    public Matmul plan(MatmulShape shape, Epilogue epilogue) {
        if (shape.striped()) {
            return new StripedMatmul(shape, epilogue, activations);
        }
        if (LaneMatmul.suits(shape)) {
            return new LaneMatmul(shape, epilogue, activations);
        }
        return SmallMatmul.suits(shape)
                ? new SmallMatmul(shape, epilogue, activations)
                : new PackedMatmul(shape, epilogue, activations);
    }

    @Override
    public long scratchBytes(MatmulShape shape) {
        if (shape.striped()) {
            return StripedMatmul.startBytes();
        }
        if (LaneMatmul.suits(shape)) {
            return LaneMatmul.scratchBytes(shape);
        }
        return SmallMatmul.suits(shape) ? SmallMatmul.scratchBytes(shape) : PackedMatmul.scratchBytes(shape);
    }

    @Override
    public long bytesPerThread() {
        return PackedMatmul.bytesPerThread();
    }
}
