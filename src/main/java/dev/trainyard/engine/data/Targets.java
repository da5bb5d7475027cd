package dev.trainyard.engine.data;

/**
 * The encoded targets of some rows: the index of the class, or the standardized values.
 *
 * @param width floats per row: 1 for a class, the number of targets for values
 * @param values [rows, width]
 * @param units what 1.0 means in each value, in the unit of the data; 1 for a class
 */
@SuppressWarnings("ArrayRecordComponent")
public record Targets(int width, float[] values, double[] units) {
    public Targets {
        if (units.length != width || values.length % width != 0) {
            throw new IllegalArgumentException(
                    "width %d does not fit %d values and %d units".formatted(width, values.length, units.length));
        }
    }

    public int rows() {
        return values.length / width;
    }

    /** Writes rows of a batch, as {@link Features#gather}. */
    void gather(int[] index, int from, float[] out, int fromRow, int toRow) {
        if (width == 1) {
            for (int row = fromRow; row < toRow; row++) {
                out[row] = values[index[from + row]];
            }
            return;
        }
        for (int row = fromRow; row < toRow; row++) {
            System.arraycopy(values, index[from + row] * width, out, row * width, width);
        }
    }
}
