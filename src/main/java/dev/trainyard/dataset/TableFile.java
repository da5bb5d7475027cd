package dev.trainyard.dataset;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A dataset's values as they are kept for training, column by column in groups of rows so that neither writing nor reading
 * needs more than a group besides the columns themselves. All numbers are big-endian.
 *
 * <pre>
 * magic "TYTABLE1" | int rows | int rows of a group | int columns | each {@link StoredColumn}
 * each group: each column: width bytes for each of the group's rows
 * </pre>
 */
record TableFile(int rows, int groupRows, List<StoredColumn> columns) {
    private static final long MAGIC = 0x5459_5441_424c_4531L;
    private static final int GROUP_BYTES = 1 << 20;
    private static final int LARGEST_GROUP = 1 << 16;

    static TableFile of(Profile profile) {
        List<StoredColumn> columns = new ArrayList<>();
        long rowBytes = 1;
        for (int i = 0; i < profile.columns().size(); i++) {
            StoredColumn column =
                    StoredColumn.of(profile.columns().get(i), profile.words().get(i));
            columns.add(column);
            rowBytes += column.width();
        }
        int groupRows = Math.clamp(GROUP_BYTES / rowBytes, 1, LARGEST_GROUP);
        return new TableFile(Math.toIntExact(profile.rows()), groupRows, columns);
    }

    /** Bytes of its values in memory. */
    long bytes() {
        long rowBytes = 0;
        for (StoredColumn column : columns) {
            rowBytes += ColumnValues.width(column);
        }
        return rows * rowBytes;
    }

    void write(DataOutputStream output) throws IOException {
        output.writeLong(MAGIC);
        output.writeInt(rows);
        output.writeInt(groupRows);
        output.writeInt(columns.size());
        for (StoredColumn column : columns) {
            column.write(output);
        }
    }

    static TableFile read(DataInputStream input) throws IOException {
        if (input.readLong() != MAGIC) {
            throw new IOException("this is no table file of version 1");
        }
        int rows = input.readInt();
        int groupRows = input.readInt();
        int count = input.readInt();
        List<StoredColumn> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            columns.add(StoredColumn.read(input));
        }
        return new TableFile(rows, groupRows, columns);
    }
}
