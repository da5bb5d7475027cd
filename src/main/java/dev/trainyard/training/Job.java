package dev.trainyard.training;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stands in the database. Only read: what changes a status is one UPDATE in {@link JobMoves}, and what a run writes stands under
 * its fence. Which column is whose is said in the migration.
 */
@Entity
@Immutable
class Job {
    @Id
    private String id;

    private String tenant;

    @Convert(converter = StatusColumn.class)
    private JobStatus status;

    private @Nullable String wish;
    private int priority;
    private String datasetId;
    private @Nullable String modelId;
    private String definition;
    private int threads;
    private long bytes;
    private Instant createdAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;
    private long fence;
    private int attempt;
    private int epochs;
    private int epoch;
    private long step;
    private @Nullable Long steps;
    private @Nullable Double samplesPerSecond;
    private @Nullable Double etaSeconds;
    private @Nullable String latestMetrics;
    private @Nullable String bestMetrics;
    private @Nullable String checkpointId;
    private @Nullable String bestCheckpointId;
    private @Nullable String weightsSha256;
    private @Nullable String errorCode;
    private @Nullable String errorDetail;
    private long eventSequence;

    /** For JPA. */
    protected Job() {}

    String id() {
        return id;
    }

    String tenant() {
        return tenant;
    }

    JobStatus status() {
        return status;
    }

    @Nullable
    Wish wish() {
        return wish == null ? null : Wish.of(wish);
    }

    int priority() {
        return priority;
    }

    String datasetId() {
        return datasetId;
    }

    @Nullable
    String modelId() {
        return modelId;
    }

    /** The request with every default written out, JSON. */
    String definition() {
        return definition;
    }

    int threads() {
        return threads;
    }

    long bytes() {
        return bytes;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant startedAt() {
        return startedAt;
    }

    @Nullable
    Instant finishedAt() {
        return finishedAt;
    }

    long fence() {
        return fence;
    }

    int attempt() {
        return attempt;
    }

    int epochs() {
        return epochs;
    }

    int epoch() {
        return epoch;
    }

    long step() {
        return step;
    }

    /** Batches of all epochs; known once the run has split the rows. */
    @Nullable
    Long steps() {
        return steps;
    }

    @Nullable
    Double samplesPerSecond() {
        return samplesPerSecond;
    }

    @Nullable
    Double etaSeconds() {
        return etaSeconds;
    }

    @Nullable
    String latestMetrics() {
        return latestMetrics;
    }

    @Nullable
    String bestMetrics() {
        return bestMetrics;
    }

    @Nullable
    String checkpointId() {
        return checkpointId;
    }

    @Nullable
    String bestCheckpointId() {
        return bestCheckpointId;
    }

    @Nullable
    String weightsSha256() {
        return weightsSha256;
    }

    @Nullable
    String errorCode() {
        return errorCode;
    }

    @Nullable
    String errorDetail() {
        return errorDetail;
    }

    long eventSequence() {
        return eventSequence;
    }
}
