package dev.trainyard.engine.initializer;

import dev.trainyard.engine.InvalidDefinition;
import org.jspecify.annotations.Nullable;

/** Resolves what a definition left out, and refuses values no initializer can use. */
final class Defaults {

    private Defaults() {}

    static <T> T or(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }

    static double finite(String field, @Nullable Double value, double fallback) {
        double resolved = value == null ? fallback : value;
        InvalidDefinition.require(Double.isFinite(resolved), field, "a finite number", resolved);
        return resolved;
    }
}
