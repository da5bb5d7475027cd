package dev.trainyard.rig;

import dev.trainyard.NodeProcess;
import dev.trainyard.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** One process with its embedded database, killed at any moment of its writing. */
class EmbeddedKillIT {
    private static final Training TRAINING = Training.MOMENT;

    @Test
    void whatWasAcknowledgedIsThereAfterEveryKill() throws Exception {
        int kills = Scale.of("embedded-kills", 1, 40);
        TestDatabase database = TestDatabase.h2();
        ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
        try (Cluster cluster = Cluster.start(database, 1, 1, "--trainyard.attempts=1000")) {
            Map<String, String> digests = TRAINING.digests(cluster, 1);
            CountDownLatch enough = new CountDownLatch(1);
            String dataset = cluster.upload(TRAINING.csv());
            Thread client = Thread.ofVirtual().start(() -> {
                while (enough.getCount() > 0) {
                    acknowledged.add(cluster.submit(TRAINING.job(dataset, 1)));
                }
            });
            Random random = new Random(3);
            for (int i = 0; i < kills; i++) {
                Cluster.pause(500 + random.nextInt(2500));
                NodeProcess victim = cluster.node(0);
                victim.kill();
                cluster.restart(0);
            }
            enough.countDown();
            client.join();
            acknowledged.forEach(job -> cluster.calls().end(job));
            cluster.kill();
            report(database, acknowledged, digests, kills);
        }
    }

    private static void report(
            TestDatabase database, ConcurrentLinkedQueue<String> acknowledged, Map<String, String> digests, int kills)
            throws SQLException {
        try (Ledger ledger = new Ledger(database)) {
            acknowledged.add(ledger.rows("select min(id) from job").getFirst().getFirst());
            Invariants found = Invariants.check(ledger, List.copyOf(acknowledged), digests);
            FaultTable.add("kill -9 with the embedded database", kills, acknowledged.size(), found, "");
        }
    }
}
