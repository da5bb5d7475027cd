package dev.trainyard.engine.layer;

import dev.trainyard.engine.InvalidDefinition;
import org.jspecify.annotations.Nullable;

/** Resolves what a definition left out, and refuses values that no layer can have. */
final class Fields {

    private Fields() {}

    static <T> T or(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }

    static int positive(String field, int value) {
        InvalidDefinition.require(value >= 1, field, "a whole number of at least 1", value);
        return value;
    }

    static double positive(String field, double value) {
        InvalidDefinition.require(
                value > 0 && value < Double.POSITIVE_INFINITY, field, "a finite number above 0", value);
        return value;
    }
}
