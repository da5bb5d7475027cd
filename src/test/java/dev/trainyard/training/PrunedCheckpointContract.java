package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.ApplicationContract;
import dev.trainyard.RestCalls;
import dev.trainyard.storage.BlobStore;
import dev.trainyard.web.Ids;
import dev.trainyard.web.JsonRecords;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import dev.trainyard.web.Tenant;
import dev.trainyard.weights.NamedTensors;
import dev.trainyard.weights.WeightStore;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Readers of a checkpoint that is pruned after they have found it and before they have read it. */
@ApplicationContract
abstract class PrunedCheckpointContract {
    @LocalServerPort
    int port;

    @Autowired
    TrainingJobs jobs;

    @Autowired
    JdbcClient database;

    @Autowired
    CheckpointRepository repository;

    @Autowired
    CheckpointRows rows;

    @Autowired
    WeightStore weights;

    @Autowired
    BlobStore blobs;

    @Autowired
    JsonRecords records;

    @Autowired
    Ids ids;

    private Job job = new Job();
    private Checkpoint best = new Checkpoint();

    @BeforeEach
    void train() {
        RestCalls calls = new RestCalls(URI.create("http://127.0.0.1:" + port));
        String id = calls.submit("{\"dataset\":\"%s\",\"target\":\"kind\",\"epochs\":100000,\"early_stopping\":false}"
                .formatted(calls.upload(Flowers.csv(60))));
        calls.awaitEpoch(id, 2);
        calls.post("/v1/jobs/" + id + "/pause", "{}").ok();
        int paused = calls.get("/v1/jobs/" + id).ok().at("/progress/epoch").intValue();
        calls.post("/v1/jobs/" + id + "/resume", "{}").ok();
        calls.awaitEpoch(id, paused + 1);
        calls.post("/v1/jobs/" + id + "/cancel", "{}").ok();
        calls.end(id);
        assertThat(repository.findByTenantAndJobIdOrderByStepDescIdDesc("local", id))
                .hasSizeGreaterThan(1);
        job = jobs.find(new Tenant("local"), id);
        best = repository.findBest("local", id).orElseThrow();
    }

    @Test
    void bestOneIsReadAnewWhereAnotherBecameIt() {
        TrainedModels.Contents read = models().read(job, null);
        assertThat(read.checkpoint().id()).isNotEqualTo(best.id());
        assertThat(read.weights().metadata())
                .containsEntry("checkpoint", read.checkpoint().id());
    }

    @Test
    void networkIsLoadedFromTheOneThatIsBestByThen() {
        assertThat(models().load("local", job.id(), null).checkpointId()).isNotEqualTo(best.id());
    }

    @Test
    void oneAskedForByItsIdIsNotFound() {
        assertThatThrownBy(() -> models().read(job, best.id()))
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.code()).isEqualTo(ProblemCode.NOT_FOUND));
    }

    private TrainedModels models() {
        return new TrainedModels(jobs, new PrunedOnceFound(), records);
    }

    /** Loses the best checkpoint just before it is read. */
    private final class PrunedOnceFound extends Checkpoints {
        PrunedOnceFound() {
            super(repository, rows, weights, blobs, records, ids);
        }

        @Override
        NamedTensors read(Checkpoint checkpoint) throws IOException {
            if (checkpoint.id().equals(best.id())) {
                prune();
            }
            return super.read(checkpoint);
        }

        private void prune() {
            List<Checkpoint> others = of("local", job.id()).stream()
                    .filter(one -> !one.id().equals(best.id()))
                    .toList();
            database.sql("update job set best_checkpoint_id = :other, checkpoint_id = :other where id = :job")
                    .param("other", others.getFirst().id())
                    .param("job", job.id())
                    .update();
            database.sql("delete from checkpoint where id = :best")
                    .param("best", best.id())
                    .update();
            blobs.delete("local", best.blobId());
        }
    }
}
