package dev.trainyard.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.RestCalls;
import dev.trainyard.RestCalls.Answer;
import dev.trainyard.RestartablePostgres;
import dev.trainyard.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The database's disk is full while a job runs, and later it is not. */
@EnabledIfSystemProperty(named = Scale.PROPERTY, matches = Scale.LONG)
@EnabledIf("dev.trainyard.rig.SmallDisk#possible")
class FullDiskIT {
    private static final Training TRAINING = new Training(3000, 200, 32);
    private static final int SECONDS = 25;

    @Test
    void nodeRefusesAndRecoversOnH2() throws Exception {
        try (SmallDisk disk = SmallDisk.of(64)) {
            String data = disk.directory().resolve("data").toString();
            survive(disk, new TestDatabase(Map.of("trainyard.data-dir", data)), "H2");
        }
    }

    @Test
    void nodesRefuseAndRecoverOnPostgres() throws Exception {
        try (SmallDisk disk = SmallDisk.of(64);
                RestartablePostgres postgres = new RestartablePostgres()) {
            survive(disk, on(disk, postgres.database()), "PostgreSQL");
        }
    }

    /** A database whose tables are on the small disk; the server's log is elsewhere. */
    private static TestDatabase on(SmallDisk disk, TestDatabase server) throws SQLException {
        try (Ledger ledger = new Ledger(server)) {
            ledger.update("create tablespace small location '" + disk.directory() + "'");
            ledger.update("create database small tablespace small");
        }
        Map<String, String> properties = new HashMap<>(server.properties());
        String url = Objects.requireNonNull(properties.get("spring.datasource.url"));
        properties.put("spring.datasource.url", url.replace("/postgres?", "/small?"));
        return new TestDatabase(properties);
    }

    private static void survive(SmallDisk disk, TestDatabase database, String kind) throws Exception {
        try (Cluster cluster = Cluster.start(database, 1, 1)) {
            Map<String, String> digests = TRAINING.digests(cluster, 1);
            String dataset = cluster.upload(TRAINING.csv());
            String job = cluster.submit(TRAINING.job(dataset, 1));
            cluster.calls().awaitEpoch(job, 2);
            disk.fill();
            int refused = refusals(cluster.calls(), dataset);
            disk.free();
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> cluster.calls().get("/v1/jobs").status() == 200);
            assertThat(refused).as("uploads refused for want of room").isPositive();
            assertThat(cluster.calls().end(job).get("status").stringValue()).isEqualTo("succeeded");
            cluster.upload(TRAINING.csv().repeat(2));
            cluster.kill();
            report(database, digests, kind, refused);
        }
    }

    /** While there is no room every upload is refused as such, and what is there can be read. */
    private static int refusals(RestCalls calls, String dataset) {
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        int refused = 0;
        while (System.nanoTime() < end) {
            Answer upload = calls.send(calls.request("/v1/datasets")
                    .header("Content-Type", "text/csv")
                    .POST(BodyPublishers.ofString(TRAINING.csv().repeat(3)))
                    .build());
            assertThat(upload.status()).isIn(503, 507);
            refused += upload.status() == 507 ? 1 : 0;
            assertThat(calls.get("/v1/datasets/" + dataset).status()).isEqualTo(200);
            Cluster.pause(500);
        }
        return refused;
    }

    private static void report(TestDatabase database, Map<String, String> digests, String kind, int refused)
            throws SQLException {
        try (Ledger ledger = new Ledger(database)) {
            List<String> all = new ArrayList<>();
            ledger.rows("select id from job").forEach(row -> all.add(row.getFirst()));
            Invariants found = Invariants.check(ledger, all, digests);
            String seen = refused + " uploads refused, every read answered";
            FaultTable.add("disk full for " + SECONDS + " s, " + kind, 1, all.size(), found, seen);
        }
    }
}
