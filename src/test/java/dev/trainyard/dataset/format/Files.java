package dev.trainyard.dataset.format;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Small files made in memory, and reading them whole. */
final class Files {
    static final Limits LIMITS = new Limits(1 << 20, 100_000, 1000, 1 << 17);

    private Files() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gzip(byte[]... members) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (byte[] member : members) {
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(member);
            }
        }
        return packed.toByteArray();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** An IDX file of unsigned bytes. */
    static byte[] idx(int[] dimensions, int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * dimensions.length + values.length);
        buffer.put(new byte[] {0, 0, 8, (byte) dimensions.length});
        Arrays.stream(dimensions).forEach(buffer::putInt);
        Arrays.stream(values).forEach(value -> buffer.put((byte) value));
        return buffer.array();
    }

    static Source source(byte[] bytes) {
        return () -> new ByteArrayInputStream(bytes);
    }

    static Rows open(byte[] file, byte @Nullable [] labels, Limits limits) throws IOException {
        Source source = source(file);
        return DatasetFormat.of(source, limits).open(source, labels == null ? null : source(labels), limits);
    }

    /** The names of the columns, then the rows; tensors as lists of numbers. */
    static List<List<String>> read(byte[] file, byte @Nullable [] labels) throws IOException {
        List<List<String>> all = new ArrayList<>();
        try (Rows rows = open(file, labels, LIMITS)) {
            all.add(rows.headings().stream().map(Heading::name).toList());
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 0; column < rows.headings().size(); column++) {
                    boolean tensor = rows.headings().get(column) instanceof Heading.Tensor;
                    row.add(
                            tensor
                                    ? Arrays.toString(rows.tensor(column))
                                    : rows.cell(column).text());
                }
                all.add(row);
            }
        }
        return all;
    }

    static List<List<String>> read(String file) throws IOException {
        return read(bytes(file), null);
    }
}
