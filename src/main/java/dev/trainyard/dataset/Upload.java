package dev.trainyard.dataset;

import dev.trainyard.storage.Blob;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent, its files already stored.
 *
 * @param labels the second file of an IDX pair
 * @param fields the small text parts of a form or the parameters of the query, such as {@code name} and {@code format}
 */
public record Upload(StoredFile file, @Nullable StoredFile labels, Map<String, String> fields) {
    private static final int LONGEST_NAME = 255;

    public Upload {
        fields = Map.copyOf(fields);
    }

    /**
     * One stored file.
     *
     * @param filename what the client calls it, never used as a path
     */
    public record StoredFile(Blob blob, @Nullable String filename) {}

    List<String> blobs() {
        return labels == null
                ? List.of(file.blob().id())
                : List.of(file.blob().id(), labels.blob().id());
    }

    /** What the dataset is called: the field {@code name}, or what its file is called. */
    String name() {
        String name = fields.get("name");
        if (name == null) {
            name = file.filename() == null ? "" : file.filename().replaceFirst("^.*[/\\\\]", "");
        }
        String printable = name.replaceAll("[\\p{Cc}\\p{Cs}]", " ").strip();
        String bounded = printable.length() > LONGEST_NAME ? printable.substring(0, LONGEST_NAME) : printable;
        return bounded.isEmpty() ? "dataset" : bounded;
    }
}
