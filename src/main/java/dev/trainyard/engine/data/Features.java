package dev.trainyard.engine.data;

/** The encoded features of some rows, as they lie in memory between epochs. */
public sealed interface Features permits MatrixFeatures, ByteFeatures {
    int rows();

    /** Floats per row in a batch. */
    int width();

    /**
     * Writes rows of a batch as floats.
     *
     * @param index row numbers of these features in the order of the epoch
     * @param from position in {@code index} of the batch's row 0
     * @param out [batch rows, width], of which the rows {@code fromRow} to {@code toRow} are written
     */
    void gather(int[] index, int from, float[] out, int fromRow, int toRow);
}
