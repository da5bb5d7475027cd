package dev.trainyard.dataset;

import java.time.Instant;
import java.util.List;

/**
 * An uploaded dataset, immutable and complete.
 *
 * @param format name of the file format it was read from, as {@code "csv"}
 * @param bytes length of the uploaded file, as it came
 * @param sha256 SHA-256 of the uploaded file, as it came
 */
public record Dataset(
        String tenant,
        String id,
        String name,
        String format,
        long rows,
        long bytes,
        String sha256,
        List<ColumnProfile> columns,
        Instant createdAt) {}
