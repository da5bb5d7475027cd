package dev.trainyard.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dataset as it travels. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DatasetView(
        String id,
        String name,
        String format,
        long rows,
        long bytes,
        String sha256,
        Instant createdAt,
        @Nullable List<ColumnProfile> columns) {

    static DatasetView of(Dataset dataset) {
        return of(dataset, dataset.columns());
    }

    /** As in a list, where the columns would be too much. */
    static DatasetView inList(Dataset dataset) {
        return of(dataset, null);
    }

    private static DatasetView of(Dataset dataset, @Nullable List<ColumnProfile> columns) {
        return new DatasetView(
                dataset.id(),
                dataset.name(),
                dataset.format(),
                dataset.rows(),
                dataset.bytes(),
                dataset.sha256(),
                dataset.createdAt(),
                columns);
    }
}
