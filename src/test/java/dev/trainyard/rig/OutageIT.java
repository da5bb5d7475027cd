package dev.trainyard.rig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.RestCalls;
import dev.trainyard.RestCalls.Answer;
import dev.trainyard.RestartablePostgres;
import dev.trainyard.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The database crashes while jobs run, and is away for longer than their leases last. */
@EnabledIfSystemProperty(named = Scale.PROPERTY, matches = Scale.LONG)
class OutageIT {
    private static final Training TRAINING = new Training(3000, 400, 32);
    private static final int SEEDS = 2;
    private static final int SECONDS = 30;

    @Test
    void jobsGoOnAfterTheDatabaseWasAway() throws Exception {
        try (RestartablePostgres postgres = new RestartablePostgres()) {
            TestDatabase database = postgres.database();
            try (Cluster cluster = Cluster.start(database, 2, 3)) {
                Map<String, String> digests = TRAINING.digests(cluster, SEEDS);
                String dataset = cluster.upload(TRAINING.csv());
                List<String> jobs = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    jobs.add(cluster.submit(TRAINING.job(dataset, 1 + i % SEEDS)));
                }
                cluster.calls().awaitEpoch(jobs.getFirst(), 2);
                postgres.crash();
                double slowest = slowestRefusal(cluster);
                postgres.start();
                double back = secondsUntilAllAnswer(cluster);
                jobs.forEach(job -> cluster.calls().end(job));
                report(database, jobs, digests, slowest, back);
            }
        }
    }

    /** Asks again and again while the database is away; every answer is a 503 that says when to come again. */
    private static double slowestRefusal(Cluster cluster) {
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        long slowest = 0;
        for (int i = 0; System.nanoTime() < end; i++) {
            RestCalls calls = cluster.node(i % 2).calls();
            long began = System.nanoTime();
            Answer answer = calls.get("/v1/jobs");
            slowest = Math.max(slowest, System.nanoTime() - began);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(calls.get("/actuator/health/readiness").status()).isEqualTo(503);
            Cluster.pause(500);
        }
        return slowest / 1e9;
    }

    private static double secondsUntilAllAnswer(Cluster cluster) {
        long began = System.nanoTime();
        for (int i = 0; i < cluster.size(); i++) {
            while (cluster.node(i).calls().get("/v1/jobs").status() != 200) {
                Cluster.pause(100);
            }
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static void report(
            TestDatabase database, List<String> jobs, Map<String, String> digests, double slowest, double back)
            throws SQLException {
        try (Ledger ledger = new Ledger(database)) {
            List<String> all = new ArrayList<>();
            ledger.rows("select id from job").forEach(row -> all.add(row.getFirst()));
            long attempts = ledger.count("select max(attempt) from job");
            String seen = "503 within %.1f s, back after %.1f s; at most %d attempts of a job"
                    .formatted(slowest, back, attempts);
            Invariants found = Invariants.check(ledger, all, digests);
            FaultTable.add("PostgreSQL crashed and away for " + SECONDS + " s", 1, jobs.size(), found, seen);
        }
    }
}
