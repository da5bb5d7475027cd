package dev.trainyard.engine.data;

import java.util.Locale;

/** A column that no encoder takes as a feature, and why. */
public record Ignored(String column, Reason reason) {
    /** Why a column says nothing a network could learn from. */
    public enum Reason {
        /** Every training row misses it. */
        ALL_MISSING,
        /** Every training row has the same value. */
        CONSTANT,
        /** No category occurs often enough in the training rows, as in a column of names or ids. */
        ALL_RARE,
        /** Running text. */
        TEXT;

        /** The reason as it travels, such as {@code all_missing}. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
