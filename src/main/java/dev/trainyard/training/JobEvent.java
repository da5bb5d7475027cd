package dev.trainyard.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that happened to a job.
 *
 * @param sequence its number within the job; a stream resumes after one
 * @param data JSON text
 */
record JobEvent(
        String job,
        long sequence,
        Type type,
        Instant time,
        @JsonRawValue String data) {
    private static final Pattern STATUS = Pattern.compile("\\{\"status\":\"(\\w+)\".*");

    enum Type {
        STATUS,
        METRICS,
        LAYERS,
        FINDING,
        CHECKPOINT,
        LOG;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Type of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Stable and sortable; the same event has the same id however often it is delivered. */
    @JsonProperty
    String id() {
        return String.format(Locale.ROOT, "evt_%s%08x", job.substring(job.indexOf('_') + 1), sequence);
    }

    /** Whether it tells of a terminal status, so that nothing comes after it. */
    boolean last() {
        Matcher matcher = STATUS.matcher(data);
        return type == Type.STATUS
                && matcher.matches()
                && JobStatus.of(matcher.group(1)).terminal();
    }
}
