package dev.trainyard.engine.kernel;

/** Plans {@link BroadcastMatmul}s where there are rows enough, and else {@link PackedGatheredMatmul}s. */
record PackedGatheredMatmuls(Layouts layouts) implements GatheredMatmuls {

    @Override
    public boolean readsSingly(int rows, int terms, boolean byColumns) {
        return BroadcastMatmul.suits(rows, terms, byColumns);
    }

    @Override
    public GatheredMatmul plan(GatheredShape shape) {
        return broadcasts(shape) ? new BroadcastMatmul(shape, layouts) : new PackedGatheredMatmul(shape);
    }

    private static boolean broadcasts(GatheredShape shape) {
        return shape.byColumns() || BroadcastMatmul.suits(shape.m(), shape.k(), false);
    }

    @Override
    public long scratchBytes(GatheredShape shape) {
        if (broadcasts(shape)) {
            return BroadcastMatmul.scratchBytes(shape);
        }
        long rows = Tiles.row(Tiles.strips(shape.m()), shape.m());
        long columns = (long) Tiles.COLUMNS * Math.min(shape.k(), GatheredMatmul.BLOCK);
        return (rows * (shape.k() + Tiles.COLUMNS) + columns + Tiles.SIZE) * Float.BYTES;
    }

    @Override
    public void addByColumns(Gather patches, float[] x, float[] y, int columns, float[] sums) {
        ColumnProducts.add(patches, x, y, columns, sums);
    }
}
