package dev.trainyard.dataset;

import dev.trainyard.engine.data.Table;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads a {@link TableFile} into memory: the columns and one group of one column of numbers or codes, nothing more. */
final class TableFileReader implements ColumnValues.Bytes {
    private final DataInputStream input;
    private final TableFile file;
    private final ByteBuffer buffer;

    private TableFileReader(InputStream stream) throws IOException {
        input = new DataInputStream(new BufferedInputStream(stream, 1 << 16));
        file = TableFile.read(input);
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
        var columns = file.columns().stream()
                .map(column -> ColumnValues.of(column, file.rows()))
                .toList();
        for (int row = 0; row < file.rows(); row += file.groupRows()) {
            int count = Math.min(file.groupRows(), file.rows() - row);
            for (ColumnValues column : columns) {
                column.take(this, row, count);
            }
        }
        return new Table(file.rows(), columns.stream().map(ColumnValues::column).toList());
    }

    @Override
    public ByteBuffer next(int count) throws IOException {
        copy(buffer.array(), 0, count);
        return buffer.clear().limit(count);
    }

    @Override
    public void copy(byte[] target, int from, int count) throws IOException {
        if (input.readNBytes(target, from, count) < count) {
            throw new EOFException("the table file ends before its " + file.rows() + " rows");
        }
    }
}
