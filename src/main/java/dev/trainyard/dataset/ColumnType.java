package dev.trainyard.dataset;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the values of a column were recognized as, from all of them. */
public enum ColumnType {
    /** Finite decimal numbers, some of them not whole. */
    NUMBER,
    /** Numbers that are all whole, whether written with a point or not. */
    INTEGER,
    /** {@code true} and {@code false} in any case; the categories {@code false, true}. */
    BOOLEAN,
    /** A limited set of words. */
    CATEGORY,
    /** Words that hardly repeat, that are long, or that are too many to be kept. */
    TEXT,
    /** ISO 8601 dates and times; seconds since 1970-01-01T00:00Z. */
    TIMESTAMP,
    /** A tensor of unsigned bytes in every row, such as an image. */
    TENSOR;

    /** As it is named on the wire, {@code "number"}. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
