package dev.trainyard.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A stored definition. It never changes: a job that used it must stay explained by it. */
@Entity
@Immutable
class Model {
    @Id
    private String id;

    private String tenant;
    private @Nullable String name;
    private @Nullable String datasetId;
    private @Nullable String target;
    private String definition;
    private @Nullable String summary;
    private Instant createdAt;

    /** For JPA. */
    protected Model() {}

    Model(
            String id,
            String tenant,
            @Nullable String name,
            @Nullable String datasetId,
            @Nullable String target,
            String definition,
            @Nullable String summary,
            Instant createdAt) {
        this.id = id;
        this.tenant = tenant;
        this.name = name;
        this.datasetId = datasetId;
        this.target = target;
        this.definition = definition;
        this.summary = summary;
        this.createdAt = createdAt;
    }

    String id() {
        return id;
    }

    String tenant() {
        return tenant;
    }

    @Nullable
    String name() {
        return name;
    }

    /** The dataset that it was bound to when it was made. */
    @Nullable
    String datasetId() {
        return datasetId;
    }

    @Nullable
    String target() {
        return target;
    }

    /** The definition with every default written out, JSON. */
    String definition() {
        return definition;
    }

    /** {@link ModelSummary} as JSON. */
    @Nullable
    String summary() {
        return summary;
    }

    Instant createdAt() {
        return createdAt;
    }
}
