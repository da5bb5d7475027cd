package dev.trainyard.engine.kernel;

/** Plans products whose operands are found through tables. */
public interface GatheredMatmuls {

    GatheredMatmul plan(GatheredShape shape);

    /**
     * Whether B is read value by value, so that neighbors need not lie side by side for speed, where C has so many rows of so
     * many terms, and is stored column by column or row by row.
     */
    default boolean readsSingly(int rows, int terms, boolean byColumns) {
        return false;
    }

    /** Bytes that a plan of this shape holds, found without planning it: at the least the loaded matrix and its bias. */
    default long scratchBytes(GatheredShape shape) {
        return shape.m() * (shape.k() + 1L) * Float.BYTES;
    }
}
