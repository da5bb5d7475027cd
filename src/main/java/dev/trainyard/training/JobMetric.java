package dev.trainyard.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One number of a run.
 *
 * @param epoch the epoch it belongs to, from 1
 * @param step batches trained when it was measured
 * @param samples rows trained by then
 * @param seconds seconds trained by then, in all attempts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobMetric(
        String name,
        Split split,
        int epoch,
        long step,
        double value,
        Instant time,
        @Nullable Long samples,
        @Nullable Double seconds) {
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
