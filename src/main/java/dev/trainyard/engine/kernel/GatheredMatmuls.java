package dev.trainyard.engine.kernel;

/** Plans products whose operands are found through tables. */
public interface GatheredMatmuls {

    GatheredMatmul plan(GatheredShape shape);

    /** Bytes that a plan of this shape holds, found without planning it. */
    default long scratchBytes(GatheredShape shape) {
        long rows = Math.ceilDiv(shape.m(), Tiles.ROWS) * (long) Tiles.ROWS;
        long columns = (long) Tiles.COLUMNS * Math.min(shape.k(), Matmul.BLOCK);
        return (rows * (shape.k() + Tiles.COLUMNS) + columns + Tiles.SIZE) * Float.BYTES;
    }
}
