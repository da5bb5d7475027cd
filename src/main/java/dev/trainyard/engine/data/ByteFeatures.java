package dev.trainyard.engine.data;

/**
 * Features kept as the bytes they came as and normalized when a batch is gathered: y = fma(byte, scale, shift).
 * The bytes are shared with the table they came from, so a split costs one int per row.
 *
 * @param width bytes per row
 * @param values [rows of the table, width], each 0 to 255
 * @param tableRows row of the table for each row of these features
 */
@SuppressWarnings("ArrayRecordComponent")
public record ByteFeatures(int width, byte[] values, int[] tableRows, float scale, float shift) implements Features {
    @Override
    public int rows() {
        return tableRows.length;
    }

    @Override
    public void gather(int[] index, int from, float[] out, int fromRow, int toRow) {
        for (int row = fromRow; row < toRow; row++) {
            normalize(tableRows[index[from + row]] * width, out, row * width);
        }
    }

    private void normalize(int source, float[] out, int target) {
        for (int i = 0; i < width; i++) {
            out[target + i] = Math.fma((float) (values[source + i] & 0xFF), scale, shift);
        }
    }
}
