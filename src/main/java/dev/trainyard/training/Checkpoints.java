package dev.trainyard.training;

import dev.trainyard.storage.BlobStore;
import dev.trainyard.storage.CorruptBlob;
import dev.trainyard.web.Ids;
import dev.trainyard.web.JsonRecords;
import dev.trainyard.web.Problem;
import dev.trainyard.weights.MalformedSafeTensors;
import dev.trainyard.weights.NamedTensors;
import dev.trainyard.weights.WeightStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The stored checkpoints of all jobs. */
@Component
class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    private final CheckpointRepository repository;
    private final CheckpointRows rows;
    private final WeightStore weights;
    private final BlobStore blobs;
    private final JsonRecords records;
    private final Ids ids;

    Checkpoints(
            CheckpointRepository repository,
            CheckpointRows rows,
            WeightStore weights,
            BlobStore blobs,
            JsonRecords records,
            Ids ids) {
        this.repository = repository;
        this.rows = rows;
        this.weights = weights;
        this.blobs = blobs;
        this.records = records;
        this.ids = ids;
    }

    /** All checkpoints of a job, the furthest first. */
    List<Checkpoint> of(String tenant, String job) {
        return repository.findByTenantAndJobIdOrderByStepDescIdDesc(tenant, job);
    }

    /** @throws Problem 404 if the job has none with this id */
    Checkpoint find(String tenant, String job, String id) {
        return repository
                .findByTenantAndJobIdAndId(tenant, job, id)
                .orElseThrow(() -> Problem.notFound("checkpoint", id));
    }

    /** The one that answers for a job, read together with the job's pointer to it: a moment later it may be another. */
    Optional<Checkpoint> best(String tenant, String job) {
        return repository.findBest(tenant, job);
    }

    /** False once it was pruned. */
    boolean has(Checkpoint checkpoint) {
        return repository.existsById(checkpoint.id());
    }

    /** Reads the file of a checkpoint, verified. */
    NamedTensors read(Checkpoint checkpoint) throws IOException {
        return weights.read(checkpoint.tenant(), checkpoint.blobId());
    }

    JsonRecords records() {
        return records;
    }

    CheckpointRows rows() {
        return rows;
    }

    CheckpointWriter.Stores stores() {
        return new CheckpointWriter.Stores(weights, blobs, rows, ids);
    }

    /** The state of the furthest checkpoint that can be read, or of the beginning. The first attempt finds none and does not look. */
    Restored restore(Claim claim, Prepared prepared) {
        List<Checkpoint> all = claim.fence() == 1 ? List.of() : of(claim.tenant(), claim.job());
        for (Checkpoint checkpoint : all) {
            try {
                return Restored.of(checkpoint, read(checkpoint), prepared, records);
            } catch (CorruptBlob | MalformedSafeTensors | IllegalArgumentException e) {
                LOG.error(
                        "{} of {} cannot be used, the one before it is tried: {}",
                        checkpoint.id(),
                        claim.job(),
                        e.getMessage());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Restored.start(prepared);
    }
}
