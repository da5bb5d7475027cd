package dev.trainyard.training;

import dev.trainyard.engine.data.InvalidData;
import dev.trainyard.engine.inspect.finding.TrainingWatch;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Team;
import dev.trainyard.engine.train.Trainer;
import dev.trainyard.web.JsonRecords;
import dev.trainyard.web.JsonText;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import dev.trainyard.web.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Trains a job again, from its first step or from one checkpoint to the next, and compares the weights after each epoch: the same bits must
 * come out anywhere.
 */
@Component
class Verification {
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final TrainingJobs jobs;
    private final Preparations preparations;
    private final JsonRecords records;
    private final JdbcClient database;
    private final Capacity capacity;
    private final Checkpoints checkpoints;
    private final TrainedModels models;
    private final FindingWatches watches;

    Verification(
            TrainingJobs jobs,
            Preparations preparations,
            JsonRecords records,
            JdbcClient database,
            Capacity capacity,
            Checkpoints checkpoints,
            TrainedModels models,
            FindingWatches watches) {
        this.jobs = jobs;
        this.preparations = preparations;
        this.records = records;
        this.database = database;
        this.capacity = capacity;
        this.checkpoints = checkpoints;
        this.models = models;
        this.watches = watches;
    }

    /** One epoch, as the job recorded it and as the replay found it; null if the replay did not get there. */
    record Epoch(int epoch, String expectedSha256, @Nullable String actualSha256) {
        boolean equal() {
            return expectedSha256.equals(actualSha256);
        }
    }

    /**
     * What the replay found.
     *
     * @param firstDifference the first epoch that differs, or null
     */
    record Replay(
            boolean equal, List<Epoch> epochs, @Nullable Integer firstDifference) {}

    /**
     * Trains and compares.
     *
     * @param from the checkpoint to begin at, to end with the epoch in which the next one was written, or null for all of
     *     the training
     * @throws Problem 404 for an unknown checkpoint, 409 if there is nothing to compare, 503 while this node has no room for
     *     another training
     */
    Replay verify(Tenant tenant, String id, @Nullable String from) {
        Job job = jobs.find(tenant, id);
        TrainedModels.Contents begin = from == null ? null : models.read(job, from);
        NavigableMap<Integer, String> expected = begin == null ? expected(id, 0, Long.MAX_VALUE) : expected(begin);
        if (!job.status().terminal() || expected.isEmpty()) {
            throw Problem.of(
                    ProblemCode.CONFLICT,
                    "The job is " + job.status().word() + " and has no finished epochs to compare with"
                            + (from == null ? "." : " after that checkpoint."));
        }
        Claim room = new Claim(id, tenant.id(), 0, 0, 1, job.bytes());
        if (!capacity.tryTake(room)) {
            throw Problem.of(ProblemCode.UNAVAILABLE, "This node has no room for a replay now.")
                    .retryAfter(RETRY);
        }
        try {
            return compare(expected, replay(job, begin, expected.lastKey()));
        } finally {
            capacity.give(room);
        }
    }

    private static Replay compare(NavigableMap<Integer, String> expected, NavigableMap<Integer, String> actual) {
        List<Epoch> epochs = new ArrayList<>();
        expected.forEach((epoch, sha256) -> epochs.add(new Epoch(epoch, sha256, actual.get(epoch))));
        Integer first = epochs.stream()
                .filter(epoch -> !epoch.equal())
                .map(Epoch::epoch)
                .findFirst()
                .orElse(null);
        return new Replay(first == null, epochs, first);
    }

    private NavigableMap<Integer, String> replay(Job job, TrainedModels.@Nullable Contents begin, int lastEpoch) {
        JobDefinition definition = records.restore(JsonText.read(job.definition()), JobDefinition.class);
        TreeMap<Integer, String> digests = new TreeMap<>();
        try (Team team = Team.of(1)) {
            Prepared prepared = preparations.of(job.tenant(), definition).prepared();
            Restored start = begin == null
                    ? Restored.start(prepared)
                    : Restored.of(begin.checkpoint(), begin.file(), prepared, records);
            TrainingWatch watch = watches.of(job.id(), definition, prepared, start);
            Rerun rerun = new Rerun(definition, prepared, start.state(), watch, lastEpoch, digests);
            var trainer = new Trainer(
                    prepared.network(),
                    prepared.plan(),
                    prepared.training(),
                    prepared.validation(),
                    Kernels.best(),
                    team);
            rerun.train(trainer);
        } catch (InvalidData e) {
            throw Problem.of(ProblemCode.INVALID_DATA, String.valueOf(e.getMessage()));
        }
        return digests;
    }

    private NavigableMap<Integer, String> expected(TrainedModels.Contents begin) {
        Checkpoint first = begin.checkpoint();
        long next = checkpoints.of(first.tenant(), first.jobId()).stream()
                .mapToLong(Checkpoint::step)
                .filter(step -> step > first.step())
                .min()
                .orElse(Long.MAX_VALUE);
        return expected(first.jobId(), first.step(), next);
    }

    /** The epochs that ended after a step, up to the first that ended at or after another. */
    private NavigableMap<Integer, String> expected(String job, long after, long until) {
        TreeMap<Integer, String> expected = new TreeMap<>();
        database.sql("select epoch, weights_sha256 from job_epoch where job_id = :job and step > :after and step <="
                        + " coalesce((select min(step) from job_epoch where job_id = :job and step >= :until), :until)")
                .param("job", job)
                .param("after", after)
                .param("until", until)
                .query(row -> {
                    expected.put(row.getInt("epoch"), row.getString("weights_sha256"));
                });
        return expected;
    }
}
