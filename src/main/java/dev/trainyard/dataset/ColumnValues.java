package dev.trainyard.dataset;

import dev.trainyard.engine.data.CategoryColumn;
import dev.trainyard.engine.data.Column;
import dev.trainyard.engine.data.NumberColumn;
import dev.trainyard.engine.data.TensorColumn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The values of one column in memory, filled from what a {@link TableFile} has of it. */
@SuppressWarnings("ArrayRecordComponent")
sealed interface ColumnValues {
    /** Takes {@code count} rows from {@code row} on. */
    void take(Bytes stored, int row, int count) throws IOException;

    /** What the rows taken so far make. */
    Column column();

    /** The stored bytes, from first to last. */
    interface Bytes {
        /** The next ones, until the next call. */
        ByteBuffer next(int count) throws IOException;

        /** Copies the next ones. */
        void copy(byte[] target, int from, int count) throws IOException;
    }

    static ColumnValues of(StoredColumn column, int rows) {
        return switch (column) {
            case StoredColumn.Numbers numbers -> new Numbers(numbers, new double[rows]);
            case StoredColumn.Coded coded -> new Codes(coded, new int[rows]);
            case StoredColumn.Bytes bytes -> new Tensors(bytes, new byte[Math.multiplyExact(rows, bytes.width())]);
        };
    }

    /** Bytes of one row's value in memory. */
    static int width(StoredColumn column) {
        return switch (column) {
            case StoredColumn.Numbers _ -> Double.BYTES;
            case StoredColumn.Coded _ -> Integer.BYTES;
            case StoredColumn.Bytes bytes -> bytes.width();
        };
    }

    record Numbers(StoredColumn.Numbers stored, double[] values) implements ColumnValues {
        @Override
        public void take(Bytes bytes, int row, int count) throws IOException {
            ByteBuffer buffer = bytes.next(count * stored.width());
            if (stored.width() == Double.BYTES) {
                buffer.asDoubleBuffer().get(values, row, count);
                return;
            }
            int missing = StoredColumn.missing(stored.width());
            for (int i = row; i < row + count; i++) {
                int value = whole(buffer, stored.width());
                values[i] = value == missing ? Double.NaN : value;
            }
        }

        @Override
        public Column column() {
            return new NumberColumn(stored.name(), values);
        }
    }

    record Codes(StoredColumn.Coded stored, int[] codes) implements ColumnValues {
        @Override
        public void take(Bytes bytes, int row, int count) throws IOException {
            ByteBuffer buffer = bytes.next(count * stored.width());
            if (stored.width() == 0) {
                Arrays.fill(codes, row, row + count, CategoryColumn.MISSING);
                return;
            }
            int missing = StoredColumn.missing(stored.width());
            for (int i = row; i < row + count; i++) {
                int code = whole(buffer, stored.width());
                codes[i] = code == missing ? CategoryColumn.MISSING : code;
            }
        }

        @Override
        public Column column() {
            return new CategoryColumn(stored.name(), stored.words(), codes, stored.text());
        }
    }

    record Tensors(StoredColumn.Bytes stored, byte[] values) implements ColumnValues {
        @Override
        public void take(Bytes bytes, int row, int count) throws IOException {
            bytes.copy(values, row * stored.width(), count * stored.width());
        }

        @Override
        public Column column() {
            return new TensorColumn(stored.name(), stored.shape(), values);
        }
    }

    private static int whole(ByteBuffer buffer, int width) {
        return switch (width) {
            case 1 -> buffer.get();
            case 2 -> buffer.getShort();
            default -> buffer.getInt();
        };
    }
}
