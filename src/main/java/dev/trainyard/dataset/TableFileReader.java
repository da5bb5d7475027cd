package dev.trainyard.dataset;

import dev.trainyard.engine.data.CategoryColumn;
import dev.trainyard.engine.data.Column;
import dev.trainyard.engine.data.NumberColumn;
import dev.trainyard.engine.data.Table;
import dev.trainyard.engine.data.TensorColumn;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a {@link TableFile} into memory: the columns and one group of one column of numbers or codes, nothing more. */
final class TableFileReader {
    private final DataInputStream input;
    private final TableFile file;
    private final List<Target> targets = new ArrayList<>();
    private final ByteBuffer buffer;

    private TableFileReader(InputStream stream) throws IOException {
        input = new DataInputStream(new BufferedInputStream(stream, 1 << 16));
        file = TableFile.read(input);
        for (StoredColumn column : file.columns()) {
            targets.add(Target.of(column, file.rows()));
        }
        int largest = file.columns().stream()
                .filter(column -> !(column instanceof StoredColumn.Bytes))
                .mapToInt(StoredColumn::width)
                .max()
                .orElse(0);
        buffer = ByteBuffer.allocate(Math.multiplyExact(largest, Math.min(file.groupRows(), file.rows())));
    }

    static Table read(InputStream stream) throws IOException {
        return new TableFileReader(stream).read();
    }

    private Table read() throws IOException {
        for (int row = 0; row < file.rows(); row += file.groupRows()) {
            int count = Math.min(file.groupRows(), file.rows() - row);
            for (Target target : targets) {
                target.read(this, row, count);
            }
        }
        return new Table(file.rows(), targets.stream().map(Target::column).toList());
    }

    private void fill(byte[] values, int from, int count) throws IOException {
        if (input.readNBytes(values, from, count) < count) {
            throw new EOFException("the table file ends before its " + file.rows() + " rows");
        }
    }

    /** The next bytes, until the next call. */
    private ByteBuffer next(int count) throws IOException {
        fill(buffer.array(), 0, count);
        return buffer.clear().limit(count);
    }

    /** Where the values of a column go. */
    @SuppressWarnings("ArrayRecordComponent")
    private sealed interface Target {
        void read(TableFileReader file, int row, int count) throws IOException;

        Column column();

        static Target of(StoredColumn column, int rows) {
            return switch (column) {
                case StoredColumn.Numbers numbers -> new Numbers(numbers, new double[rows]);
                case StoredColumn.Coded coded -> new Codes(coded, new int[rows]);
                case StoredColumn.Bytes bytes -> new Bytes(bytes, new byte[Math.multiplyExact(rows, bytes.width())]);
            };
        }

        record Numbers(StoredColumn.Numbers stored, double[] values) implements Target {
            @Override
            public void read(TableFileReader file, int row, int count) throws IOException {
                ByteBuffer buffer = file.next(count * stored.width());
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

        record Codes(StoredColumn.Coded stored, int[] codes) implements Target {
            @Override
            public void read(TableFileReader file, int row, int count) throws IOException {
                ByteBuffer buffer = file.next(count * stored.width());
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

        record Bytes(StoredColumn.Bytes stored, byte[] values) implements Target {
            @Override
            public void read(TableFileReader file, int row, int count) throws IOException {
                file.fill(values, row * stored.width(), count * stored.width());
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
}
