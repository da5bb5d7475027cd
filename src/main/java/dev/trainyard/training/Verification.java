package dev.trainyard.training;

import dev.trainyard.engine.data.InvalidData;
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

/** Trains a job again from its first step and compares the weights after each epoch: the same bits must come out anywhere. */
@Component
class Verification {
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final TrainingJobs jobs;
    private final Preparations preparations;
    private final JsonRecords records;
    private final JdbcClient database;
    private final Capacity capacity;

    Verification(
            TrainingJobs jobs, Preparations preparations, JsonRecords records, JdbcClient database, Capacity capacity) {
        this.jobs = jobs;
        this.preparations = preparations;
        this.records = records;
        this.database = database;
        this.capacity = capacity;
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

    /** @throws Problem 409 if there is nothing to compare, 503 while this node has no room for another training */
    Replay verify(Tenant tenant, String id) {
        Job job = jobs.find(tenant, id);
        NavigableMap<Integer, String> expected = expected(id);
        if (!job.status().terminal() || expected.isEmpty()) {
            throw Problem.of(
                    ProblemCode.CONFLICT,
                    "The job is " + job.status().word() + " and has no finished epochs to compare with.");
        }
        Claim room = new Claim(id, tenant.id(), 0, 0, 1, job.bytes());
        if (!capacity.tryTake(room)) {
            throw Problem.of(ProblemCode.UNAVAILABLE, "This node has no room for a replay now.")
                    .retryAfter(RETRY);
        }
        try {
            return compare(expected, replay(job, expected.lastKey()));
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

    private NavigableMap<Integer, String> replay(Job job, int lastEpoch) {
        JobDefinition definition = records.restore(JsonText.read(job.definition()), JobDefinition.class);
        TreeMap<Integer, String> digests = new TreeMap<>();
        try (Team team = Team.of(1)) {
            Prepared prepared = preparations.of(job.tenant(), definition).prepared();
            Rerun rerun = new Rerun(definition, prepared, lastEpoch, digests);
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

    private NavigableMap<Integer, String> expected(String job) {
        TreeMap<Integer, String> expected = new TreeMap<>();
        database.sql("select epoch, weights_sha256 from job_epoch where job_id = :job")
                .param("job", job)
                .query(row -> {
                    expected.put(row.getInt("epoch"), row.getString("weights_sha256"));
                });
        return expected;
    }
}
