package dev.trainyard.rig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.NodeProcess;
import dev.trainyard.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run that stands still while its node lives and beats. */
class HangIT {
    /** So long that the first checkpoint, at which it hangs, is not yet the result. */
    private static final Training TRAINING = new Training(3000, 400, 32);

    /** So long that it runs when the node ends. */
    private static final Training LONGER = new Training(3000, 500, 32);

    @Test
    void jobOfARunThatHangsIsDoneByAnotherOneAndTheLateWriteIsRefused() throws SQLException {
        TestDatabase database = TestDatabase.h2();
        String[] soon = {"--trainyard.lease=2s", "--trainyard.stall=2s", "--trainyard.poll=200ms"};
        try (Cluster cluster = Cluster.start(database, 1, 1, soon)) {
            Map<String, String> digests = TRAINING.digests(cluster, 1);
            cluster.restart(0, "-Dtrainyard.rig.failpoint=pause:before:1:insert into checkpoint");
            String dataset = cluster.upload(TRAINING.csv());
            String job = cluster.submit(TRAINING.job(dataset, 1));
            awaitLiveness(cluster, 503);
            assertThat(cluster.calls().end(job).get("attempt").intValue()).isEqualTo(2);
            while (!cluster.node(0).log().contains("is no longer the last one")) {
                Cluster.pause(100);
            }
            awaitLiveness(cluster, 200);
            cluster.kill();
            try (Ledger ledger = new Ledger(database)) {
                List<String> jobs = ledger.rows("select id from job").stream()
                        .map(List::getFirst)
                        .toList();
                Invariants found = Invariants.check(ledger, jobs, digests);
                FaultTable.add("a run that hangs for 10 s", 1, 1, found, "taken over, its late write refused");
            }
        }
    }

    @Test
    void jobOfARunThatHangsInTheMiddleOfATransactionIsDoneByAnotherNode() throws SQLException {
        TestDatabase database = TestDatabase.postgres();
        String[] soon = {"--trainyard.lease=2s", "--trainyard.stall=2s", "--trainyard.poll=200ms"};
        try (Cluster cluster = Cluster.start(database, 1, 1, soon);
                Ledger ledger = new Ledger(database)) {
            Map<String, String> digests = TRAINING.digests(cluster, 1);
            String dataset = cluster.upload(TRAINING.csv());
            cluster.restart(0, "-Dtrainyard.rig.failpoint=hang:before:1:insert into checkpoint");
            String hung = cluster.submit(TRAINING.job(dataset, 1));
            assertThat(cluster.calls().end(hung).get("attempt").intValue()).isEqualTo(2);
            List<String> jobs = ledger.rows("select id from job").stream()
                    .map(List::getFirst)
                    .toList();
            Invariants found = Invariants.check(ledger, jobs, digests);
            FaultTable.add(
                    "a run that hangs in a transaction, PostgreSQL", 1, 1, found, "its session ended, taken over");
        }
    }

    @Test
    void nodeWithARunThatHangsForEverGivesTheOtherJobsBackAndEnds() throws SQLException {
        TestDatabase database = TestDatabase.h2();
        String[] soon = {"--trainyard.lease=2s", "--trainyard.stall=3s", "--trainyard.poll=200ms"};
        try (Cluster cluster = Cluster.start(database, 1, 1, soon)) {
            Map<String, String> digests = LONGER.digests(cluster, 1);
            String dataset = cluster.upload(LONGER.csv());
            NodeProcess node = cluster.restart(
                    0,
                    "-Dtrainyard.rig.failpoint=hang:before:1:insert into blob_content",
                    "--trainyard.exit-when-hung=true");
            List<String> both = List.of(cluster.submit(LONGER.job(dataset, 1)), cluster.submit(LONGER.job(dataset, 1)));
            assertThat(node.awaitExit()).isEqualTo(70);
            // Whichever came first to its first checkpoint.
            String hung = node.log().contains(both.getFirst() + " has hung") ? both.getFirst() : both.getLast();
            String other = hung.equals(both.getFirst()) ? both.getLast() : both.getFirst();
            assertThat(node.log()).contains(hung + " has hung").doesNotContain(other + " has hung");
            cluster.restart(0);
            assertThat(cluster.calls().end(hung).get("attempt").intValue()).isEqualTo(2);
            assertThat(cluster.calls().end(other).get("attempt").intValue()).isEqualTo(1);
            cluster.kill();
            try (Ledger ledger = new Ledger(database)) {
                List<String> jobs = ledger.rows("select id from job").stream()
                        .map(List::getFirst)
                        .toList();
                Invariants found = Invariants.check(ledger, jobs, digests);
                FaultTable.add(
                        "a run that hangs for ever", 1, 2, found, "the node ends; the other job keeps its attempt");
            }
        }
    }

    /** Whoever supervises the node learns of a run that hangs, for as long as it does. */
    private static void awaitLiveness(Cluster cluster, int status) {
        while (cluster.calls().get("/actuator/health/liveness").status() != status) {
            Cluster.pause(100);
        }
    }
}
