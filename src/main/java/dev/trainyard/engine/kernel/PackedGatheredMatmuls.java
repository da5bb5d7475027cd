package dev.trainyard.engine.kernel;

/** Plans {@link PackedGatheredMatmul}s. */
record PackedGatheredMatmuls() implements GatheredMatmuls {

    @Override
    public GatheredMatmul plan(GatheredShape shape) {
        return new PackedGatheredMatmul(shape);
    }

    @Override
    public long scratchBytes(GatheredShape shape) {
        long rows = Tiles.row(Tiles.strips(shape.m()), shape.m());
        long columns = (long) Tiles.COLUMNS * Math.min(shape.k(), GatheredMatmul.BLOCK);
        return (rows * (shape.k() + Tiles.COLUMNS) + columns + Tiles.SIZE) * Float.BYTES;
    }
}
