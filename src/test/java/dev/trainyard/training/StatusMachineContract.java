package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.storage.Blob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Simulates users, nodes that beat, freeze and forget, and time that passes, in an order that a seed decides, on the real queue and the
 * real moves. After each act the database must say what {@link SimulatedJobs} says. Time is virtual: leases are moved into the past.
 */
@SpringBootTest(properties = {"trainyard.roles=api", "trainyard.poll=1h"})
abstract class StatusMachineContract {
    private static final Capacity.Room ROOM = new Capacity.Room(8, 1_000_000, 8, 1_000_000);
    private static final int ACTS = Integer.getInteger("trainyard.faults.acts", 600);
    private static final int JOBS = 12;
    private static final int LEASE = 10;
    private static final Blob BLOB = new Blob("blob_simulated", 1, "0".repeat(64));

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionOperations transactions;

    @Autowired
    JobQueue queue;

    @Autowired
    JobMoves moves;

    @Autowired
    CheckpointRows checkpoints;

    @Autowired
    Rescue rescue;

    private final List<Run> runs = new ArrayList<>();
    private SimulatedJobs jobs;
    private Random random = new Random(0);

    /** A claim in somebody's hands, perhaps long after it was another's. */
    private record Run(Claim claim, Pen pen, Lease lease) {}

    @BeforeEach
    void emptyQueue() {
        JobRows rows = new JobRows(database);
        rows.clear();
        runs.clear();
        database.sql("delete from blob where id = :id").param("id", BLOB.id()).update();
        database.sql("delete from blob_content where id = 'cnt_simulated'").update();
        database.sql("insert into blob_content (id, tenant, touched_at, abandoned)"
                        + " values ('cnt_simulated', 'a', current_timestamp, false)")
                .update();
        database.sql("insert into blob (id, tenant, content_id, bytes, chunks, sha256, holds, written_at)"
                        + " values (:id, 'a', 'cnt_simulated', 1, 1, :sha256, 1, current_timestamp)")
                .param("id", BLOB.id())
                .param("sha256", BLOB.sha256())
                .update();
        jobs = new SimulatedJobs();
        for (int i = 0; i < JOBS; i++) {
            jobs.add("job_" + i);
            rows.queued("job_" + i, "tenant" + i % 3, i % 2, i);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyOrderOfEventsKeepsThePromises(long seed) {
        random = new Random(seed);
        for (int act = 0; act < ACTS; act++) {
            String done = act(random.nextInt(16));
            compare("seed " + seed + ", act " + act + ": " + done);
        }
        drain();
        assertThat(jobs.allAtTheirEnd()).isTrue();
        assertEventsTellTheStory();
    }

    private String act(int kind) {
        return switch (kind) {
            case 0, 1, 2, 3 -> claim();
            case 4, 5 -> beat();
            case 6 -> pass();
            case 7 -> rescue();
            case 8, 9, 10 -> write();
            case 11 -> end();
            case 12 -> leave();
            case 13 -> user(Wish.PAUSE);
            case 14 -> resume();
            default -> random.nextInt(4) == 0 ? user(Wish.CANCEL) : checkpoint();
        };
    }

    private String claim() {
        Optional<Claim> claim = queue.claim("node" + random.nextInt(3), ROOM);
        claim.ifPresent(taken -> {
            assertThat(jobs.get(taken.job()).status).isEqualTo(JobStatus.QUEUED);
            jobs.get(taken.job()).claimed(LEASE);
            assertThat(taken.fence()).isEqualTo(jobs.get(taken.job()).fence);
            Lease lease = new Lease(taken, Duration.ofSeconds(LEASE), Duration.ofHours(1), () -> 0, 0);
            runs.add(new Run(taken, new Pen(lease, database, transactions), lease));
        });
        return "claim " + claim;
    }

    /** A node renews one of its leases, if it still is one. */
    private String beat() {
        return run(run -> {
            boolean renewed = database.sql("update job set lease_until = current_timestamp + interval '10' second"
                                    + " where id = :job and fence = :fence and status = 'running'")
                            .param("job", run.claim().job())
                            .param("fence", run.claim().fence())
                            .update()
                    == 1;
            assertThat(renewed).isEqualTo(obeys(run));
            if (renewed) {
                jobs.get(run.claim().job()).seconds = LEASE;
            }
            return "beat";
        });
    }

    private String pass() {
        int seconds = 1 + random.nextInt(LEASE);
        database.sql("update job set lease_until = lease_until - interval '1' second * cast(:seconds as integer)"
                        + " where status = 'running'")
                .param("seconds", seconds)
                .update();
        jobs.pass(seconds);
        return seconds + " s pass";
    }

    private String rescue() {
        Map<String, String> wishes = new HashMap<>();
        database.sql("select id, wish from job where wish is not null").query(row -> {
            wishes.put(row.getString("id"), row.getString("wish"));
        });
        List<String> expired = jobs.expired();
        assertThat(rescue.expired()).isGreaterThanOrEqualTo(expired.size());
        for (String id : jobs.ids()) {
            SimulatedJobs.Expected job = jobs.get(id);
            // A lease of not a second more may be over by now: the database's clock moves too.
            if (expired.contains(id)
                    || (job.status == JobStatus.RUNNING
                            && job.seconds <= 1
                            && !status(id).equals("running"))) {
                job.status = wishes.containsKey(id)
                        ? wishes.get(id).equals("cancel") ? JobStatus.CANCELLED : JobStatus.PAUSED
                        : job.strikes >= 3 ? JobStatus.FAILED : JobStatus.QUEUED;
            }
        }
        return "rescue of " + expired;
    }

    /** A run writes; one whose job is another's is refused and told so. */
    private String write() {
        return run(run -> {
            boolean obeys = obeys(run);
            assertThat(written(run, () -> {})).isEqualTo(obeys);
            if (obeys) {
                jobs.get(run.claim().job()).wrote(LEASE);
            }
            return "write, " + (obeys ? "taken" : "refused");
        });
    }

    private String checkpoint() {
        return run(run -> {
            boolean obeys = obeys(run);
            assertThat(written(run, () -> addCheckpoint(run))).isEqualTo(obeys);
            if (obeys) {
                jobs.get(run.claim().job()).checkpointed(LEASE);
            }
            return "checkpoint";
        });
    }

    private String end() {
        boolean succeeds = random.nextInt(3) > 0;
        return run(run -> {
            boolean obeys = obeys(run);
            Runnable write = succeeds
                    ? () -> {
                        addCheckpoint(run);
                        moves.succeed(run.claim(), "0".repeat(64));
                    }
                    : () -> moves.fail(run.claim(), new Failure(Failure.Code.DIVERGED, "simulated"));
            assertThat(written(run, write)).isEqualTo(obeys);
            if (obeys) {
                SimulatedJobs.Expected job = jobs.get(run.claim().job());
                job.status = succeeds ? JobStatus.SUCCEEDED : JobStatus.FAILED;
                job.strikes = succeeds ? 0 : job.strikes;
            }
            return succeeds ? "success" : "failure";
        });
    }

    /** A stopping node gives a job back, or the run does what the user wished. */
    private String leave() {
        return run(run -> {
            boolean obeys = obeys(run);
            SimulatedJobs.Expected job = jobs.get(run.claim().job());
            String wish = database.sql("select wish from job where id = :job")
                    .param("job", run.claim().job())
                    .query((row, _) -> String.valueOf(row.getString("wish")))
                    .single();
            switch (wish) {
                case "cancel" -> {
                    assertThat(moves.fulfil(run.claim(), Wish.CANCEL)).isEqualTo(obeys);
                    job.status = obeys ? JobStatus.CANCELLED : job.status;
                }
                case "pause" -> {
                    assertThat(moves.fulfil(run.claim(), Wish.PAUSE)).isEqualTo(obeys);
                    job.status = obeys ? JobStatus.PAUSED : job.status;
                }
                default -> {
                    assertThat(moves.giveBack(run.claim())).isEqualTo(obeys);
                    if (obeys) {
                        job.givenBack();
                    }
                }
            }
            return "leave with wish " + wish;
        });
    }

    private String user(Wish wish) {
        String id = jobs.any(random);
        SimulatedJobs.Expected job = jobs.get(id);
        if (job.status == JobStatus.RUNNING) {
            moves.wish(id, wish);
        } else if (wish == Wish.CANCEL) {
            boolean rests = job.status == JobStatus.QUEUED || job.status == JobStatus.PAUSED;
            assertThat(moves.cancel(id, JobStatus.QUEUED)).isEqualTo(job.status == JobStatus.QUEUED);
            assertThat(moves.cancel(id, JobStatus.PAUSED)).isEqualTo(job.status == JobStatus.PAUSED);
            job.status = rests ? JobStatus.CANCELLED : job.status;
        }
        return wish + " " + id;
    }

    private String resume() {
        String id = jobs.any(random);
        SimulatedJobs.Expected job = jobs.get(id);
        assertThat(moves.resume(id)).isEqualTo(job.status == JobStatus.PAUSED);
        if (job.status == JobStatus.PAUSED) {
            job.status = JobStatus.QUEUED;
            job.strikes = 0;
        }
        return "resume " + id;
    }

    /** Nobody disturbs any more: what is running is lost, and all comes to its end. */
    private void drain() {
        while (!jobs.allAtTheirEnd()) {
            database.sql("update job set lease_until = lease_until - interval '1' hour where status = 'running'")
                    .update();
            jobs.pass(3600);
            rescue();
            jobs.ids().forEach(id -> {
                if (moves.resume(id)) {
                    jobs.get(id).status = JobStatus.QUEUED;
                    jobs.get(id).strikes = 0;
                }
            });
            claim();
            if (!runs.isEmpty() && obeys(runs.getLast())) {
                Run last = runs.getLast();
                written(last, () -> moves.fail(last.claim(), new Failure(Failure.Code.DIVERGED, "simulated")));
                jobs.get(last.claim().job()).status = JobStatus.FAILED;
            }
            compare("drain");
        }
    }

    private boolean written(Run run, Runnable body) {
        try {
            run.pen().write(body);
            return true;
        } catch (LeaseLost _) {
            return false;
        }
    }

    private void addCheckpoint(Run run) {
        String id = "ckpt_" + random.nextLong(Long.MAX_VALUE);
        checkpoints.add(run.claim(), new CheckpointRows.Manifest(id, 1, 1, BLOB, "0".repeat(64), "{}", true, true));
    }

    private boolean obeys(Run run) {
        return jobs.get(run.claim().job()).obeys(run.claim());
    }

    private String run(java.util.function.Function<Run, String> act) {
        if (runs.isEmpty()) {
            return "nothing";
        }
        // Mostly a late claim, now and then an old one.
        int back = random.nextInt(Math.min(runs.size(), random.nextInt(4) == 0 ? runs.size() : 6));
        Run run = runs.get(runs.size() - 1 - back);
        return act.apply(run) + " of " + run.claim();
    }

    private String status(String id) {
        return new JobRows(database).status(id);
    }

    private void compare(String act) {
        Map<String, String> expected = new HashMap<>();
        jobs.ids().forEach(id -> expected.put(id, jobs.get(id).row()));
        Map<String, String> found = new HashMap<>();
        database.sql("select id, status, fence, attempt, strikes from job").query(row -> {
            found.put(
                    row.getString("id"),
                    row.getString("status") + " fence " + row.getLong("fence") + " attempt " + row.getInt("attempt")
                            + " strikes " + row.getInt("strikes"));
        });
        assertThat(found).as(act).isEqualTo(expected);
    }

    /** Numbered without a gap; after a last status nothing more; as many checkpoints as were written. */
    private void assertEventsTellTheStory() {
        Set<String> terminal = Set.of("succeeded", "failed", "cancelled");
        for (String id : jobs.ids()) {
            List<String> statuses = database.sql(
                            "select data from job_event where job_id = :job and type = 'status' order by sequence")
                    .param("job", id)
                    .query((row, _) -> row.getString("data"))
                    .list();
            long ends = statuses.stream()
                    .filter(data -> terminal.stream().anyMatch(word -> data.contains("\"" + word + "\"")))
                    .count();
            assertThat(ends).as(id + " ends once: " + statuses).isEqualTo(1);
            assertThat(statuses.getLast()).contains("\"" + jobs.get(id).status.word() + "\"");
            assertThat(database.sql("select count(*) - max(sequence) from job_event where job_id = :job")
                            .param("job", id)
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }
}
