package dev.trainyard.engine.kernel;

/** Plans {@link PackedGatheredMatmul}s. */
record PackedGatheredMatmuls() implements GatheredMatmuls {

    @Override
    public GatheredMatmul plan(GatheredShape shape) {
        return new PackedGatheredMatmul(shape);
    }

    @Override
    public long scratchBytes(GatheredShape shape) {
        long rows = Math.ceilDiv(shape.m(), Tiles.ROWS) * (long) Tiles.ROWS;
        long columns = (long) Tiles.COLUMNS * Math.min(shape.k(), GatheredMatmul.BLOCK);
        return (rows * (shape.k() + Tiles.COLUMNS) + columns + Tiles.SIZE) * Float.BYTES;
    }
}
