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

    /**
     * sums[i, c] += Σ x[outer[i] + terms[t] + c] · y[t, c] over the terms, for each of some columns: what is left of a product
     * where each column is for itself. Rows of y and sums follow each other without a gap; terms are added as by
     * {@link GatheredMatmul}.
     */
    default void addByColumns(Gather patches, float[] x, float[] y, int columns, float[] sums) {
        ScalarGatheredMatmul.addByColumns(patches, x, y, columns, 0, sums);
    }
}
