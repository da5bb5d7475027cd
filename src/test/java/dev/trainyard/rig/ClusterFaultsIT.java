package dev.trainyard.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.NodeProcess;
import dev.trainyard.RestCalls;
import dev.trainyard.RestCalls.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Several nodes over one PostgreSQL, whose network the test holds in its hand. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterFaultsIT {
    private static Fleet fleet;
    private static Cluster cluster;
    private static Ledger ledger;

    @BeforeAll
    static void start() throws IOException, SQLException {
        fleet = Fleet.start(Scale.of("nodes", 2, 2), 7, "--trainyard.attempts=1000");
        cluster = fleet.cluster();
        ledger = fleet.ledger();
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        fleet.close();
    }

    /** A watch that never barks would prove nothing. */
    @Test
    @Order(0)
    void writesOfNoRunAreSeen() {
        String job = fleet.jobs().getFirst();
        ledger.update("insert into job_epoch select job_id, tenant, 99, step, weights_sha256 from job_epoch"
                + " where epoch = 40 and job_id = '" + job + "'");
        ledger.update("delete from job_epoch where epoch = 99");
        ledger.update("update job set epoch = 39 where id = '" + job + "'");
        ledger.update("update job set epoch = 40 where id = '" + job + "'");
        assertThat(WriteWatch.violations(ledger)).hasSize(4);
        ledger.update("delete from rig_violation");
    }

    @Test
    @Order(1)
    void fiftyEqualSubmissionsAtAllNodesMakeOneJob() throws Exception {
        String dataset = cluster.upload(Fleet.TRAINING.csv());
        Set<String> bodies = new HashSet<>();
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                RestCalls calls = cluster.node(i % cluster.size()).calls();
                answers.add(threads.submit(() -> calls.send(calls.request("/v1/jobs")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "fifty")
                        .POST(BodyPublishers.ofString(Fleet.TRAINING.job(dataset, 1)))
                        .build())));
            }
        }
        for (Future<Answer> answer : answers) {
            bodies.add(answer.get().ok().get("id").stringValue());
        }
        assertThat(bodies).hasSize(1);
        fleet.jobs().addAll(bodies);
        fleet.awaitAll();
        FaultTable.add("50 equal submissions with one key, at all nodes", 1, 50, fleet.invariants(), "one job");
    }

    @Test
    @Order(2)
    void killedNodesLoseNothingAndTheirJobsGoOnSoon() {
        int jobs = Scale.of("jobs", 4, 50);
        int kills = Scale.of("kills", 2, 200);
        fleet.submit(jobs);
        Random random = new Random(11);
        List<Fleet.Orphan> taken = new ArrayList<>();
        for (int i = 0; i < kills; i++) {
            int victim = random.nextInt(cluster.size());
            fleet.occupy(cluster.node(victim));
            Cluster.pause(random.nextInt(1500));
            taken.addAll(fleet.kill(victim));
        }
        fleet.awaitAll();
        double queued = fleet.longest(taken, "queued");
        double running = fleet.longest(taken, "running");
        String seen =
                "%d jobs lost their node; queued again within %.1f s, running again within %.1f s; %d writes watched"
                        .formatted(taken.size(), queued, running, WriteWatch.writes(ledger));
        FaultTable.add("kill -9 of a node", kills, fleet.jobs().size(), fleet.invariants(), seen);
        assertThat(queued).as("seconds until a lost job was free again").isLessThanOrEqualTo(15);
    }

    @Test
    @Order(3)
    void lostCommitAcknowledgementsMakeNothingTwice() {
        int cycles = Scale.of("commits", 5, 60);
        int jobs = Scale.of("jobs", 4, 50) / 2;
        int before = fleet.proxy().swallowed();
        fleet.submit(jobs);
        Random random = new Random(5);
        for (int i = 0; i < cycles; i++) {
            fleet.proxy().swallowCommits(1 + random.nextInt(2));
            if (i % 5 == 0) {
                fleet.submit(1);
            }
            Cluster.pause(200 + random.nextInt(600));
        }
        fleet.proxy().swallowCommits(0);
        fleet.awaitAll();
        int swallowed = fleet.proxy().swallowed() - before;
        FaultTable.add("COMMIT acknowledgement swallowed", swallowed, jobs, fleet.invariants(), "");
    }

    @Test
    @Order(4)
    void stoppedNodesGiveTheirJobsBack() {
        String before = fleet.jobs().getLast();
        int stops = Scale.of("stops", 2, 6);
        long slowest = 0;
        for (int i = 0; i < stops; i++) {
            NodeProcess node = cluster.node(i % cluster.size());
            fleet.occupy(node);
            long began = System.nanoTime();
            node.stop();
            slowest = Math.max(slowest, System.nanoTime() - began);
            assertThat(fleet.running(node)).isEmpty();
            cluster.restart(i % cluster.size());
        }
        fleet.awaitAll();
        String these = " from job where id > '" + before + "'";
        assertThat(ledger.count("select coalesce(max(attempt), 0)" + these))
                .as("attempts of jobs that were given back")
                .isEqualTo(1);
        String seen = "gone after %.1f s at most, no attempt used up".formatted(slowest / 1e9);
        FaultTable.add(
                "SIGTERM, one node after the other",
                stops,
                Math.toIntExact(ledger.count("select count(*)" + these)),
                fleet.invariants(),
                seen);
        assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    @Order(5)
    @EnabledIfSystemProperty(named = Scale.PROPERTY, matches = Scale.LONG)
    void frozenNodesLearnThatTheirJobsAreAnothers() {
        int cycles = Scale.of("freezes", 1, 3);
        int before = fleet.jobs().size();
        for (int i = 0; i < cycles; i++) {
            NodeProcess frozen = cluster.node(i % cluster.size());
            fleet.occupy(frozen);
            frozen.freeze();
            Cluster.pause(30_000);
            assertThat(fleet.running(frozen)).isEmpty();
            frozen.thaw();
            fleet.awaitAll();
        }
        int jobs = fleet.jobs().size() - before;
        FaultTable.add("SIGSTOP for three leases, then SIGCONT", cycles, jobs, fleet.invariants(), "");
    }

    @Test
    @Order(6)
    void nothingThatFaultsLeftBehindStays() {
        long left = orphans();
        cluster.restart(
                0,
                "--trainyard.storage.sweep-every=1s",
                "--trainyard.storage.unfinished=1s",
                "--trainyard.storage.unreferenced=1s");
        await().atMost(Duration.ofMinutes(1)).until(() -> orphans() == 0);
        FaultTable.add(
                "sweep after all of these", 1, fleet.jobs().size(), fleet.invariants(), left + " orphans removed");
    }

    private static long orphans() {
        return ledger.count("select (select count(*) from blob_content c where not exists"
                + " (select 1 from blob b where b.content_id = c.id)) + (select count(*) from blob b where not exists"
                + " (select 1 from checkpoint c where c.blob_id = b.id) and not exists"
                + " (select 1 from dataset d where b.id in (d.file_blob, d.labels_blob, d.table_blob)))");
    }
}
