package dev.trainyard.dataset;

import dev.trainyard.dataset.format.DatasetFormat;
import dev.trainyard.dataset.format.Limits;
import dev.trainyard.dataset.format.Source;
import dev.trainyard.engine.data.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    static Table table(Profile.Look look) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        TableFileWriter.write(Profile.of(look, DISTINCT_BYTES), look, file);
        return TableFileReader.read(new ByteArrayInputStream(file.toByteArray()));
    }
}
