package dev.trainyard.rig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.NodeProcess;
import dev.trainyard.RestCalls;
import dev.trainyard.TestDatabase;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The loop by which SQLite tests its journal: in a small job the process is killed before its n-th write to the database, and after it,
 * for n = 1, 2, 3 … until a run comes to its end unharmed. The next process puts things right, and what it finds is checked.
 */
class StatementKillIT {
    private static final Training TRAINING = Training.MOMENT;
    private static final String DATASET = "dataset-";
    private static final String[] IMPATIENT = {
        "--trainyard.lease=2s", "--trainyard.idempotency.lease=2s", "--trainyard.poll=200ms"
    };

    /** Where the job is. */
    enum Database {
        H2,
        POSTGRES;

        TestDatabase create() {
            return switch (this) {
                case H2 -> TestDatabase.h2();
                case POSTGRES -> TestDatabase.postgres();
            };
        }
    }

    @Test
    void killedAtAnyWriteTheJobIsDoneOnceAndRightOnH2() throws SQLException {
        killAtEveryWrite(Database.H2, Scale.of("statements", 20, 1));
    }

    @Test
    @EnabledIfSystemProperty(named = Scale.PROPERTY, matches = Scale.LONG)
    void killedAtAnyWriteTheJobIsDoneOnceAndRightOnPostgres() throws SQLException {
        killAtEveryWrite(Database.POSTGRES, Scale.of("statements", 20, 1));
    }

    private static void killAtEveryWrite(Database kind, int step) throws SQLException {
        TestDatabase database = kind.create();
        try (Cluster cluster = Cluster.start(database, 1, 1, IMPATIENT)) {
            Map<String, String> digests = TRAINING.digests(cluster, 1);
            int cycles = cycles(cluster, step);
            cluster.kill();
            try (Ledger ledger = new Ledger(database)) {
                List<String> jobs = ledger.rows("select id from job").stream()
                        .map(List::getFirst)
                        .toList();
                Invariants found = Invariants.check(ledger, jobs, digests);
                assertThat(jobs).as("one job for each key").hasSize(1 + cycles);
                String fault = "kill before and after " + (step == 1 ? "every write, " : "each " + step + "th write, ");
                FaultTable.add(fault + kind, cycles, jobs.size(), found, "");
            }
        }
    }

    /** Each node puts right what the one before left, and is killed at the next write; how many there were. */
    private static int cycles(Cluster cluster, int step) {
        int cycles = 0;
        String unsettled = "";
        for (String moment : new String[] {"before", "after"}) {
            boolean killed = true;
            for (int n = 1; killed; n += step) {
                String key = moment + n;
                NodeProcess node = cluster.restart(
                        0,
                        "-Dtrainyard.rig.failpoint=kill:" + moment + ":" + n + ":^\\s*(insert|update|delete|commit)",
                        "-Dtrainyard.rig.begin=" + DATASET + key);
                settle(node, unsettled);
                killed = diesOf(node, key);
                unsettled = key;
                cycles++;
            }
        }
        settle(cluster.restart(0), unsettled);
        return cycles;
    }

    /** The client of a node that died does not know what came of it, and asks again under its keys. */
    private static void settle(NodeProcess node, String key) {
        if (!key.isEmpty()) {
            assertThat(calls(node, key)).isEqualTo("succeeded");
        }
    }

    private static boolean diesOf(NodeProcess node, String key) {
        try {
            calls(node, key);
            return false;
        } catch (UncheckedIOException _) {
            node.awaitExit();
            return true;
        }
    }

    /** What a careful client does: each POST under its key, then waiting for the end, which it answers. */
    private static String calls(NodeProcess node, String key) {
        RestCalls calls = node.calls();
        String dataset = post(calls, "/v1/datasets", "text/csv", TRAINING.csv(), DATASET + key);
        String job = post(calls, "/v1/jobs", "application/json", TRAINING.job(dataset, 1), "j" + key);
        return calls.end(job).get("status").stringValue();
    }

    private static String post(RestCalls calls, String path, String type, String body, String key) {
        return calls.send(calls.request(path)
                        .header("Content-Type", type)
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body))
                        .build())
                .ok()
                .get("id")
                .stringValue();
    }
}
