package dev.trainyard.dataset;

import dev.trainyard.dataset.format.Cell;
import dev.trainyard.dataset.format.Rows;
import dev.trainyard.engine.data.Table;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the rows of a file, whose profile is known, as a {@link TableFile}, and keeps them in memory if they are few. */
final class TableFileWriter {
    private final TableFile file;
    private final List<ColumnType> types;
    private final List<@Nullable Words> words = new ArrayList<>();
    private final List<ByteBuffer> group = new ArrayList<>();
    private final @Nullable List<ColumnValues> kept;
    private int written;

    private TableFileWriter(Profile profile, long mostKept) {
        this.file = TableFile.of(profile);
        this.kept = file.bytes() > mostKept
                ? null
                : file.columns().stream()
                        .map(column -> ColumnValues.of(column, file.rows()))
                        .toList();
        this.types = profile.columns().stream().map(ColumnProfile::type).toList();
        for (StoredColumn column : file.columns()) {
            group.add(ByteBuffer.allocate(Math.multiplyExact(column.width(), file.groupRows())));
            words.add(column instanceof StoredColumn.Coded coded ? Words.of(coded.words()) : null);
        }
    }

    /**
     * Writes a table.
     *
     * @param mostKept bytes in memory up to which to answer what {@link TableFileReader} would read
     * @return null for a larger one
     */
    static @Nullable Table write(Profile profile, Profile.Look look, OutputStream output, long mostKept)
            throws IOException {
        DataOutputStream data = new DataOutputStream(output);
        TableFileWriter writer = new TableFileWriter(profile, mostKept);
        try (Rows rows = look.rows()) {
            writer.write(rows, data);
        }
        data.flush();
        return writer.table();
    }

    private @Nullable Table table() {
        return kept == null
                ? null
                : new Table(written, kept.stream().map(ColumnValues::column).toList());
    }

    private void write(Rows rows, DataOutputStream output) throws IOException {
        file.write(output);
        int inGroup = 0;
        while (rows.next()) {
            for (int column = 0; column < types.size(); column++) {
                put(rows, column);
            }
            if (++inGroup == file.groupRows()) {
                flush(output, inGroup);
                inGroup = 0;
            }
        }
        flush(output, inGroup);
    }

    private void flush(OutputStream output, int rows) throws IOException {
        for (int column = 0; column < group.size(); column++) {
            ByteBuffer values = group.get(column);
            output.write(values.array(), values.arrayOffset(), values.position());
            if (kept != null) {
                kept.get(column).take(new Written(values.flip()), written, rows);
            }
            values.clear();
        }
        written += rows;
    }

    /** What was just written of a column. */
    private record Written(ByteBuffer values) implements ColumnValues.Bytes {
        @Override
        public ByteBuffer next(int count) {
            return values;
        }

        @Override
        public void copy(byte[] target, int from, int count) {
            values.get(target, from, count);
        }
    }

    private void put(Rows rows, int column) {
        ByteBuffer values = group.get(column);
        int width = file.columns().get(column).width();
        switch (types.get(column)) {
            case NUMBER -> values.putDouble(number(rows.cell(column)));
            case TIMESTAMP -> values.putDouble(time(rows.cell(column)));
            case INTEGER -> putWhole(values, width, number(rows.cell(column)));
            case BOOLEAN -> putCode(values, width, rows.cell(column).truth());
            case CATEGORY, TEXT -> {
                if (width > 0) {
                    putCode(values, width, code(rows.cell(column), words.get(column)));
                }
            }
            case TENSOR -> values.put(rows.tensor(column));
        }
    }

    private static double number(Cell cell) {
        return cell.missing() ? Double.NaN : cell.number();
    }

    private static double time(Cell cell) {
        return cell.missing() ? Double.NaN : cell.time();
    }

    private static int code(Cell cell, @Nullable Words words) {
        return words == null || cell.missing() ? Words.ABSENT : words.code(cell.text());
    }

    private static void putWhole(ByteBuffer values, int width, double number) {
        if (width == Double.BYTES) {
            values.putDouble(number);
        } else {
            put(values, width, Double.isNaN(number) ? StoredColumn.missing(width) : (int) number);
        }
    }

    private static void putCode(ByteBuffer values, int width, int code) {
        put(values, width, code < 0 ? StoredColumn.missing(width) : code);
    }

    private static void put(ByteBuffer values, int width, int value) {
        switch (width) {
            case 1 -> values.put((byte) value);
            case 2 -> values.putShort((short) value);
            default -> values.putInt(value);
        }
    }
}
