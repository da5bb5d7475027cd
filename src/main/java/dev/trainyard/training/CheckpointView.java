package dev.trainyard.training;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;

/**
 * A checkpoint as it travels.
 *
 * @param bytes size of its file
 * @param best whether predictions of the job come from it
 */
record CheckpointView(
        String id,
        String job,
        int epoch,
        long step,
        @JsonRawValue String metrics,
        boolean best,
        String weightsSha256,
        long bytes,
        Instant createdAt) {
    static CheckpointView of(Checkpoint checkpoint, Job job) {
        return new CheckpointView(
                checkpoint.id(),
                checkpoint.jobId(),
                checkpoint.epoch(),
                checkpoint.step(),
                checkpoint.metrics(),
                checkpoint.id().equals(job.bestCheckpointId()),
                checkpoint.weightsSha256(),
                checkpoint.bytes(),
                checkpoint.time());
    }
}
