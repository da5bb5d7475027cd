package dev.trainyard.dataset;

import dev.trainyard.storage.Blob;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent, its files already stored.
 *
 * @param labels the second file of an IDX pair
 * @param fields the small text parts of a form or the parameters of the query, such as {@code name} and {@code format}
 */
public record Upload(StoredFile file, @Nullable StoredFile labels, Map<String, String> fields) {
    public Upload {
        fields = Map.copyOf(fields);
    }

    /**
     * One stored file.
     *
     * @param filename what the client calls it, never used as a path
     */
    public record StoredFile(Blob blob, @Nullable String filename) {}
}
