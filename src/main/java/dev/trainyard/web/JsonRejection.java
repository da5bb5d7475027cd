package dev.trainyard.web;

import org.jspecify.annotations.Nullable;

/**
 * Knows an exception by which constructors of records refuse a value. {@link JsonRecords} finds the beans of this type; the place's pointer leads from the record to the
 * component, and is empty for the record as a whole.
 */
@FunctionalInterface
public interface JsonRejection {
    Problem.@Nullable Place place(RuntimeException refusal);
}
