package dev.trainyard.training;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** The manifest of a checkpoint: what it is, and the blob that holds it. There is none without its blob. */
@Entity
@Immutable
class Checkpoint {
    @Id
    private String id;

    private String jobId;
    private String tenant;
    private int epoch;
    private long step;
    private String blobId;
    private long bytes;
    private String sha256;
    private String weightsSha256;
    private String metrics;
    private Instant time;

    /** For JPA. */
    protected Checkpoint() {}

    String id() {
        return id;
    }

    String jobId() {
        return jobId;
    }

    String tenant() {
        return tenant;
    }

    int epoch() {
        return epoch;
    }

    long step() {
        return step;
    }

    String blobId() {
        return blobId;
    }

    /** Size of its file. */
    long bytes() {
        return bytes;
    }

    /** Digest of its file. */
    String sha256() {
        return sha256;
    }

    /** Digest of its weights. */
    String weightsSha256() {
        return weightsSha256;
    }

    /** Metrics of its epoch, JSON. */
    String metrics() {
        return metrics;
    }

    Instant time() {
        return time;
    }
}
