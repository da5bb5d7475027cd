package dev.trainyard.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.dataset.format.DatasetFormat;
import dev.trainyard.dataset.format.Limits;
import dev.trainyard.dataset.format.Source;
import dev.trainyard.engine.data.CategoryColumn;
import dev.trainyard.engine.data.NumberColumn;
import dev.trainyard.engine.data.Table;
import dev.trainyard.engine.data.TensorColumn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What becomes of a file in memory: its profile, and the table that training gets. */
final class UploadedFiles {
    static final Limits LIMITS = new Limits(1 << 28, 5_000_000, 10_000, 1 << 20);
    static final long DISTINCT_BYTES = 32 << 20;

    private UploadedFiles() {}

    static Source source(byte[] bytes) {
        return () -> new ByteArrayInputStream(bytes);
    }

    static Profile.Look look(Source file, @Nullable Source labels) throws IOException {
        DatasetFormat format = DatasetFormat.of(file, LIMITS);
        return () -> format.open(file, labels, LIMITS);
    }

    static Profile.Look look(String csv) throws IOException {
        return look(source(csv.getBytes(StandardCharsets.UTF_8)), null);
    }

    static Profile profile(String csv) throws IOException {
        return Profile.of(look(csv), DISTINCT_BYTES);
    }

    static ColumnProfile column(String csv, String name) throws IOException {
        return profile(csv).columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Table table(String csv) throws IOException {
        return table(look(csv));
    }

    /** What is read, which is what was kept in memory when it was written. */
    static Table table(Profile.Look look) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Table kept = TableFileWriter.write(Profile.of(look, DISTINCT_BYTES), look, file, Long.MAX_VALUE);
        Table read = TableFileReader.read(new ByteArrayInputStream(file.toByteArray()));
        assertThat(contents(kept)).isEqualTo(contents(read));
        return read;
    }

    /** What is to be equal in equal tables: all but the identity of arrays. */
    private static List<List<Object>> contents(@Nullable Table table) {
        return Objects.requireNonNull(table).columns().stream()
                .map(column -> switch (column) {
                    case NumberColumn(String name, double[] values) -> List.<Object>of(name, DoubleBuffer.wrap(values));
                    case CategoryColumn words ->
                        List.<Object>of(words.name(), words.categories(), IntBuffer.wrap(words.codes()), words.text());
                    case TensorColumn tensors ->
                        List.<Object>of(tensors.name(), tensors.shape(), ByteBuffer.wrap(tensors.values()));
                })
                .toList();
    }
}
