package dev.trainyard.engine.data;

/**
 * Features as floats.
 *
 * @param width floats per row
 * @param values [rows, width]
 */
@SuppressWarnings("ArrayRecordComponent")
public record MatrixFeatures(int rows, int width, float[] values) implements Features {
    /** Floats up to which a loop is faster than a call. */
    private static final int SHORT = 16;

    public MatrixFeatures {
        if (values.length != Math.multiplyExact(rows, width)) {
            throw new IllegalArgumentException("expected %d x %d floats, got %d".formatted(rows, width, values.length));
        }
    }

    @Override
    public void gather(int[] index, int from, float[] out, int fromRow, int toRow) {
        if (width > SHORT) {
            for (int row = fromRow; row < toRow; row++) {
                System.arraycopy(values, index[from + row] * width, out, row * width, width);
            }
            return;
        }
        for (int row = fromRow; row < toRow; row++) {
            int source = index[from + row] * width;
            int target = row * width;
            int i = 0;
            for (; i + 4 <= width; i += 4) {
                out[target + i] = values[source + i];
                out[target + i + 1] = values[source + i + 1];
                out[target + i + 2] = values[source + i + 2];
                out[target + i + 3] = values[source + i + 3];
            }
            for (; i < width; i++) {
                out[target + i] = values[source + i];
            }
        }
    }
}
