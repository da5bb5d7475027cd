package dev.trainyard.training;

import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.train.InputSpec;
import dev.trainyard.engine.train.Network;
import dev.trainyard.storage.CorruptBlob;
import dev.trainyard.web.JsonRecords;
import dev.trainyard.web.JsonText;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import dev.trainyard.web.Tenant;
import dev.trainyard.weights.NamedTensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The models that jobs have made. */
@Component
public class TrainedModels {
    private static final Logger LOG = LoggerFactory.getLogger(TrainedModels.class);

    private final TrainingJobs jobs;
    private final Checkpoints checkpoints;
    private final JsonRecords records;

    TrainedModels(TrainingJobs jobs, Checkpoints checkpoints, JsonRecords records) {
        this.jobs = jobs;
        this.checkpoints = checkpoints;
        this.records = records;
    }

    /** A checkpoint with all that its file has. */
    record Contents(Checkpoint checkpoint, NamedTensors file) {
        /** The weights alone, by their names in the network, and what they are. */
        NamedTensors weights() {
            TreeMap<String, String> metadata = new TreeMap<>();
            metadata.put("format", "pt");
            metadata.put("job", checkpoint.jobId());
            metadata.put("checkpoint", checkpoint.id());
            metadata.put("weights_sha256", checkpoint.weightsSha256());
            return NamedTensors.of(CheckpointFile.weights(file), metadata);
        }
    }

    /**
     * The checkpoint that answers for a job: the one asked for, else its best one. Cheap.
     *
     * @throws Problem 404 for an unknown job or checkpoint, 409 while the job has none
     */
    public String checkpointId(String tenant, String jobId, @Nullable String checkpointId) {
        return checkpoint(jobs.find(new Tenant(tenant), jobId), checkpointId).id();
    }

    /**
     * Loads a model, its weights verified by their digest.
     *
     * @throws Problem as {@link #checkpointId}, 409 if the checkpoint is damaged, and 503 if it takes a node of another version
     */
    public TrainedModel load(String tenant, String jobId, @Nullable String checkpointId) {
        Job job = jobs.find(new Tenant(tenant), jobId);
        Contents contents = read(job, checkpointId);
        NamedTensors file = contents.file();
        ModelParts parts = CheckpointFile.parts(file, records);
        JobDefinition definition = records.restore(JsonText.read(job.definition()), JobDefinition.class);
        Network network = Network.of(
                definition.model().layers(),
                InputSpec.of(parts.features()),
                Prepared.output(definition, parts.target()));
        Parameters parameters = Parameters.of(network.graph(), CheckpointFile.weights(file));
        return new TrainedModel(
                tenant,
                jobId,
                contents.checkpoint().id(),
                network,
                parameters,
                parts.features(),
                parts.target(),
                definition.loss(),
                parts.columns(),
                definition.features(),
                definition.targets());
    }

    /**
     * Reads a checkpoint, verified. A run prunes its old ones at any time: where that happens meanwhile, one asked for by its id
     * is gone, and another one is the best.
     *
     * @throws Problem as {@link #load}
     */
    Contents read(Job job, @Nullable String checkpointId) {
        while (true) {
            Checkpoint checkpoint = checkpoint(job, checkpointId);
            try {
                return new Contents(checkpoint, checkpoints.read(checkpoint));
            } catch (CorruptBlob e) {
                if (checkpoints.has(checkpoint)) {
                    throw damaged(checkpoint, e);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Checkpoint checkpoint(Job job, @Nullable String checkpointId) {
        return checkpointId == null
                ? checkpoints.best(job.tenant(), job.id()).orElseThrow(() -> none(job))
                : checkpoints.find(job.tenant(), job.id(), checkpointId);
    }

    private static Problem none(Job job) {
        return Problem.of(ProblemCode.CONFLICT, "The job is " + job.status().word() + " and has no checkpoint yet.");
    }

    private static Problem damaged(Checkpoint checkpoint, CorruptBlob e) {
        LOG.error("{} of {} is damaged: {}", checkpoint.id(), checkpoint.jobId(), e.getMessage());
        return Problem.of(
                ProblemCode.CONFLICT,
                "The checkpoint " + checkpoint.id() + " is damaged and cannot be used; another one may be.");
    }
}
