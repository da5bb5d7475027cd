package dev.trainyard.dataset;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A dataset and where its bytes are. */
record StoredDataset(
        Dataset dataset, String fileBlob, @Nullable String labelsBlob, String tableBlob) {
    List<String> blobs() {
        return Stream.of(fileBlob, labelsBlob, tableBlob)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }
}
