package dev.trainyard.dataset.format;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values (RFC 4180) in UTF-8, separated by a comma, semicolon or tab, with or without a line of names.
 * Empty lines are skipped and white space around a value does not count.
 */
public final class Csv implements DatasetFormat {
    Csv() {}

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String description() {
        return "csv (RFC 4180, UTF-8, separated by comma, semicolon or tab)";
    }

    @Override
    public boolean recognizes(byte[] head) {
        return true;
    }

    @Override
    public Rows open(Source file, @Nullable Source labels, Limits limits) throws IOException {
        if (labels != null) {
            throw Unreadable.at("byte 0", "a CSV file has its target as a column; only IDX images come with labels")
                    .in("labels");
        }
        return CsvRows.open(file, CsvDialect.of(file, limits), limits);
    }
}
