package dev.trainyard.engine.layer;

import org.jspecify.annotations.Nullable;

/** Resolves what a definition left out, and refuses values that no layer can have. */
final class Fields {

    private Fields() {}

    static <T> T or(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }

    static void check(boolean holds, String field, String expected, Object actual) {
        if (!holds) {
            throw new InvalidDefinition(field, "expected " + expected + ", got " + actual);
        }
    }

    static int positive(String field, int value) {
        check(value >= 1, field, "a whole number of at least 1", value);
        return value;
    }

    static double positive(String field, double value) {
        check(value > 0 && value < Double.POSITIVE_INFINITY, field, "a finite number above 0", value);
        return value;
    }
}
