package dev.trainyard.training;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/**
 * One number of a run.
 *
 * @param epoch the epoch it belongs to, from 1
 * @param step batches trained when it was measured
 */
record JobMetric(String name, Split split, int epoch, long step, double value, Instant time) {
    /** Which rows it was measured on. */
    enum Split {
        TRAIN,
        VALIDATION;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Split of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
