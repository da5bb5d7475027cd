package dev.trainyard.engine.data;

import dev.trainyard.engine.data.Ignored.Reason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Fits {@link Scaled} to a column of tensors: one mean and one deviation over all bytes of the training rows. */
final class TensorFit {
    private static final int VALUES = 256;
    private static final int COUNTERS = 4;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

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

    /**
     * Neighbors are counted in turn by four counters each, for one that is counted twice at once waits for itself; eight zeros,
     * of which a background has many, are counted as one.
     */
    private static long[] histogram(TensorColumn column, int[] rows) {
        int width = Math.toIntExact(column.shape().size());
        long[] counters = Arrays.stream(rows)
                .parallel()
                .collect(
                        () -> new long[COUNTERS * VALUES],
                        (counts, row) -> count(column.values(), row * width, (row + 1) * width, counts),
                        TensorFit::add);
        long[] histogram = new long[VALUES];
        for (int i = 0; i < counters.length; i++) {
            histogram[i % VALUES] += counters[i];
        }
        return histogram;
    }

    private static void add(long[] counters, long[] more) {
        Arrays.setAll(counters, i -> counters[i] + more[i]);
    }

    private static void count(byte[] values, int from, int to, long[] counters) {
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long eight = (long) EIGHT.get(values, i);
            if (eight == 0) {
                counters[0] += Long.BYTES;
            } else {
                four((int) eight, counters);
                four((int) (eight >>> Integer.SIZE), counters);
            }
        }
        for (; i < to; i++) {
            counters[values[i] & 0xFF]++;
        }
    }

    private static void four(int bytes, long[] counters) {
        counters[bytes & 0xFF]++;
        counters[VALUES + (bytes >>> 8 & 0xFF)]++;
        counters[2 * VALUES + (bytes >>> 16 & 0xFF)]++;
        counters[3 * VALUES + (bytes >>> 24)]++;
    }
}
