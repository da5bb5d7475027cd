package dev.trainyard.engine.data;

/**
 * Features as floats.
 *
 * @param width floats per row
 * @param values [rows, width]
 */
@SuppressWarnings("ArrayRecordComponent")
public record MatrixFeatures(int rows, int width, float[] values) implements Features {
    public MatrixFeatures {
        if (values.length != Math.multiplyExact(rows, width)) {
            throw new IllegalArgumentException("expected %d x %d floats, got %d".formatted(rows, width, values.length));
        }
    }

    @Override
    public void gather(int[] index, int from, float[] out, int fromRow, int toRow) {
        for (int row = fromRow; row < toRow; row++) {
            System.arraycopy(values, index[from + row] * width, out, row * width, width);
        }
    }
}
