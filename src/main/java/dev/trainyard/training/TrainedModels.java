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
     * @throws Problem as {@link #checkpointId}
     */
    public TrainedModel load(String tenant, String jobId, @Nullable String checkpointId) {
        Job job = jobs.find(new Tenant(tenant), jobId);
        Checkpoint checkpoint = checkpoint(job, checkpointId);
        NamedTensors file = read(checkpoint);
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
                checkpoint.id(),
                network,
                parameters,
                parts.features(),
                parts.target(),
                definition.loss(),
                parts.columns(),
                definition.features(),
                definition.targets());
    }

    /** The weights alone, by their names in the network, and what they are. */
    NamedTensors weights(Checkpoint checkpoint) {
        TreeMap<String, String> metadata = new TreeMap<>();
        metadata.put("format", "pt");
        metadata.put("job", checkpoint.jobId());
        metadata.put("checkpoint", checkpoint.id());
        metadata.put("weights_sha256", checkpoint.weightsSha256());
        return NamedTensors.of(CheckpointFile.weights(read(checkpoint)), metadata);
    }

    Checkpoint checkpoint(Job job, @Nullable String checkpointId) {
        String id = checkpointId == null ? job.bestCheckpointId() : checkpointId;
        if (id == null) {
            throw Problem.of(ProblemCode.CONFLICT, "The job is " + job.status().word() + " and has no checkpoint yet.");
        }
        return checkpoints.find(job.tenant(), job.id(), id);
    }

    private NamedTensors read(Checkpoint checkpoint) {
        try {
            return checkpoints.read(checkpoint);
        } catch (CorruptBlob e) {
            LOG.error("{} of {} is damaged: {}", checkpoint.id(), checkpoint.jobId(), e.getMessage());
            throw Problem.of(
                    ProblemCode.CONFLICT,
                    "The checkpoint " + checkpoint.id() + " is damaged and cannot be used; another one may be.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
