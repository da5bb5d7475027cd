package dev.trainyard.web;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How one type travels when it is not simply an object with the names of its components. {@link JsonRecords} finds the
 * beans of this type.
 */
public interface JsonForm<T> {
    Class<T> type();

    /** Reads the value and tells {@code reading} what is wrong; null if anything was. */
    @Nullable
    T read(JsonNode json, String pointer, JsonReading reading);

    JsonNode write(T value, JsonRecords records);
}
