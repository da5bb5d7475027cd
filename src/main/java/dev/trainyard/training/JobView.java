package dev.trainyard.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job as it travels.
 *
 * @param wish {@code cancel} or {@code pause} while a running job has yet to obey
 * @param config the request with every default written out
 * @param queuePosition 1 for the job that runs next; only while it waits
 * @param attempt how often a worker has begun it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobView(
        String id,
        JobStatus status,
        @Nullable String wish,
        String dataset,
        int priority,
        @JsonRawValue String config,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        int attempt,
        @Nullable Integer queuePosition,
        Progress progress,
        Metrics metrics,
        @Nullable Failed error,
        @Nullable Result result,
        Map<String, String> links) {

    /** How far it is; times are estimates. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Progress(
            int epoch,
            int epochs,
            long step,
            @Nullable Long steps,
            double fraction,
            @Nullable Double etaSeconds,
            @Nullable Double samplesPerSecond) {}

    /** Metrics of the last epoch and of the best one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Metrics(
            @JsonRawValue @Nullable String latest,
            @JsonRawValue @Nullable String best) {}

    /** Why it failed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failed(String code, @Nullable String detail) {}

    /** Where its model is; there from the first checkpoint on, the digest from its success on. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(String bestCheckpoint, @Nullable String weightsSha256) {}

    static JobView of(Job job, @Nullable Integer queuePosition) {
        Wish wish = job.wish();
        String best = job.bestCheckpointId();
        return new JobView(
                job.id(),
                job.status(),
                wish == null ? null : wish.word(),
                job.datasetId(),
                job.priority(),
                job.definition(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                job.attempt(),
                queuePosition,
                progress(job),
                new Metrics(job.latestMetrics(), job.bestMetrics()),
                job.errorCode() == null ? null : new Failed(job.errorCode(), job.errorDetail()),
                best == null ? null : new Result(best, job.weightsSha256()),
                links(job));
    }

    private static Progress progress(Job job) {
        Long steps = job.steps();
        double fraction =
                job.status() == JobStatus.SUCCEEDED ? 1 : steps == null || steps == 0 ? 0 : (double) job.step() / steps;
        return new Progress(
                job.epoch(), job.epochs(), job.step(), steps, fraction, job.etaSeconds(), job.samplesPerSecond());
    }

    private static Map<String, String> links(Job job) {
        String self = "/v1/jobs/" + job.id();
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", self);
        for (String part : new String[] {"events", "metrics", "checkpoints"}) {
            links.put(part, self + "/" + part);
        }
        if (job.bestCheckpointId() != null) {
            for (String part : new String[] {"weights", "predictions", "evaluations"}) {
                links.put(part, self + "/" + part);
            }
        }
        return links;
    }
}
