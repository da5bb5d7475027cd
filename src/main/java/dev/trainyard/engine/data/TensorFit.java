package dev.trainyard.engine.data;

import dev.trainyard.engine.data.Ignored.Reason;

/** Fits {@link Scaled} to a column of tensors: one mean and one deviation over all bytes of the training rows. */
final class TensorFit {
    private TensorFit() {}

    static ColumnFit of(TensorColumn column, int[] rows) {
        long[] histogram = histogram(column, rows);
        double count = 0;
        double sum = 0;
        for (int value = 0; value < histogram.length; value++) {
            count += histogram[value];
            sum += (double) histogram[value] * value;
        }
        double mean = sum / count;
        double squares = 0;
        for (int value = 0; value < histogram.length; value++) {
            squares += histogram[value] * (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / count);
        if (!(deviation > 0)) {
            return ColumnFit.skip(column, Reason.CONSTANT);
        }
        return new ColumnFit.Use(
                new Scaled(column.name(), column.shape(), (float) (1 / deviation), (float) (-mean / deviation)));
    }

    private static long[] histogram(TensorColumn column, int[] rows) {
        int width = Math.toIntExact(column.shape().size());
        long[] histogram = new long[256];
        for (int row : rows) {
            for (int i = row * width; i < (row + 1) * width; i++) {
                histogram[column.values()[i] & 0xFF]++;
            }
        }
        return histogram;
    }
}
