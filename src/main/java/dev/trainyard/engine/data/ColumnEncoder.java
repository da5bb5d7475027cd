package dev.trainyard.engine.data;

/** How one column becomes floats. Fitted on training rows only, immutable, and stored with the model. */
public sealed interface ColumnEncoder permits Standardized, OneHot, Embedded, Scaled {
    /** Name of the column it encodes. */
    String column();

    /** Floats per row. */
    int width();

    /**
     * Encodes rows of a column of the fitted name.
     *
     * @param rows which rows, in which order
     * @param out [rows.length, stride], written from {@code offset} to {@code offset + width()} of each row
     * @throws InvalidData with the code {@code column_type} if the column holds something else than at fitting
     */
    void encode(Column column, int[] rows, float[] out, int stride, int offset);
}
