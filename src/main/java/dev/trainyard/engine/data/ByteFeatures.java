package dev.trainyard.engine.data;

/**
 * Features kept as the bytes they came as and normalized when a batch is gathered: y = fma(byte, scale, shift).
 * The bytes are shared with the table they came from, so a split costs one int per row.
 */
public final class ByteFeatures implements Features {
    private final int width;
    private final byte[] values;
    private final int[] tableRows;
    /** What each byte becomes: looking it up takes half the time of working it out. */
    private final float[] normalized = new float[256];

    /**
     * @param width bytes per row
     * @param values [rows of the table, width], each 0 to 255
     * @param tableRows row of the table for each row of these features
     */
    public ByteFeatures(int width, byte[] values, int[] tableRows, float scale, float shift) {
        this.width = width;
        this.values = values;
        this.tableRows = tableRows;
        for (int value = 0; value < normalized.length; value++) {
            normalized[value] = Math.fma((float) value, scale, shift);
        }
    }

    @Override
    public int rows() {
        return tableRows.length;
    }

    @Override
    public int width() {
        return width;
    }

    /** The bytes of the whole table. */
    public byte[] values() {
        return values;
    }

    @Override
    public void gather(int[] index, int from, float[] out, int fromRow, int toRow) {
        for (int row = fromRow; row < toRow; row++) {
            normalize(tableRows[index[from + row]] * width, out, row * width);
        }
    }

    private void normalize(int source, float[] out, int target) {
        for (int i = 0; i < width; i++) {
            out[target + i] = normalized[values[source + i] & 0xFF];
        }
    }
}
