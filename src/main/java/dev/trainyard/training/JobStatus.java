package dev.trainyard.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Where a job stands. {@link Move} says which ways lead from one status to another. */
public enum JobStatus {
    QUEUED,
    RUNNING,
    PAUSED,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** True if nothing ever changes any more. */
    public boolean terminal() {
        return switch (this) {
            case QUEUED, RUNNING, PAUSED -> false;
            case SUCCEEDED, FAILED, CANCELLED -> true;
        };
    }

    /** The status as JSON and SQL spell it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The status spelt {@code word}.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator
    public static JobStatus of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no job status is called '" + word + "'"));
    }

    /**
     * The status that {@code move} leads to from here.
     *
     * @throws IllegalMove if it does not start here
     */
    JobStatus after(Move move) {
        if (!move.from().contains(this)) {
            throw new IllegalMove(this, move);
        }
        return move.to();
    }
}
