package dev.trainyard.engine.kernel;

/** Plans the fastest product for a shape; which that is was measured. */
record PackedMatmuls(Activations activations) implements Matmuls {

    private enum Way {
        SMALL,
        NARROW,
        PACKED
    }

    @Override
    public Matmul plan(MatmulShape shape, Epilogue epilogue) {
        return switch (way(shape)) {
            case SMALL -> new SmallMatmul(shape, epilogue, activations);
            case NARROW -> new NarrowMatmul(shape, epilogue, activations);
            case PACKED -> new PackedMatmul(shape, epilogue, activations);
        };
    }

    @Override
    public long scratchBytes(MatmulShape shape) {
        return switch (way(shape)) {
            case SMALL -> SmallMatmul.scratchBytes(shape);
            case NARROW -> NarrowMatmul.scratchBytes(shape);
            case PACKED -> PackedMatmul.scratchBytes(shape);
        };
    }

    private static Way way(MatmulShape shape) {
        boolean narrow = NarrowMatmul.suits(shape);
        // without a transpose, packing rows into lanes costs little
        if (SmallMatmul.suits(shape) && !(narrow && shape.form() == Form.TN)) {
            return Way.SMALL;
        }
        return narrow ? Way.NARROW : Way.PACKED;
    }
}
