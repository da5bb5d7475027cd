package dev.trainyard.rig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.RestCalls;
import dev.trainyard.TcpProxy;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What does not break nodes, but might make them believe that others are dead: none of it may cost a job an attempt. */
@EnabledIfSystemProperty(named = Scale.PROPERTY, matches = Scale.LONG)
class TroubleIT {
    private static final int SECONDS = 20;

    private Fleet fleet;

    @BeforeEach
    void start() throws IOException, SQLException {
        fleet = Fleet.start(2, 5);
    }

    @AfterEach
    void stop() throws IOException, SQLException {
        fleet.close();
    }

    @Test
    void slowDatabaseCostsNoLease() {
        occupyAll();
        fleet.proxy().set(TcpProxy.Weather.SLOW);
        double slowest = slowestHealth();
        fleet.proxy().set(TcpProxy.Weather.FAIR);
        report("database slow by 0.1 s a packet for " + SECONDS + " s", slowest);
    }

    @Test
    void networkThatSwallowsAllCostsNoJob() {
        occupyAll();
        fleet.proxy().set(TcpProxy.Weather.BLACK_HOLE);
        assertThat(secondsUntilUnready()).isLessThan(5);
        double slowest = slowestHealth();
        fleet.proxy().set(TcpProxy.Weather.CUT);
        fleet.proxy().set(TcpProxy.Weather.FAIR);
        report("database's network silent for " + SECONDS + " s", slowest);
    }

    /** More requests than the pool has connections wait for a lock, and with them whoever needs one. */
    @Test
    void stuckStatementsCostNoLease() {
        occupyAll();
        fleet.ledger().update("begin");
        fleet.ledger().update("lock table dataset in access exclusive mode");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                RestCalls calls = fleet.cluster().node(i % 2).calls();
                threads.execute(() -> calls.get("/v1/datasets"));
            }
            double slowest = slowestHealth();
            fleet.ledger().update("commit");
            report("every connection stuck for " + SECONDS + " s", slowest);
        }
    }

    @Test
    void wrongClocksDecideNothing() {
        fleet.cluster().restart(0, "-Dtrainyard.rig.clock=PT1H");
        fleet.cluster().restart(1, "-Dtrainyard.rig.clock=-PT1H");
        occupyAll();
        Cluster.pause(Duration.ofSeconds(SECONDS).toMillis());
        report("one clock an hour fast, one an hour slow", 0);
        List<Fleet.Orphan> orphans = killOne();
        fleet.awaitAll();
        double queued = fleet.longest(orphans, "queued");
        assertThat(queued).isBetween(1.0, 15.0);
        String seen = "queued again within %.1f s".formatted(queued);
        FaultTable.add("the same, and a kill -9", 1, fleet.jobs().size(), fleet.invariants(), seen);
    }

    private List<Fleet.Orphan> killOne() {
        fleet.occupy(fleet.cluster().node(0));
        return fleet.kill(0);
    }

    private void occupyAll() {
        fleet.submit(8);
        for (int i = 0; i < 2; i++) {
            fleet.occupy(fleet.cluster().node(i));
        }
    }

    private double secondsUntilUnready() {
        long began = System.nanoTime();
        while (fleet.cluster().node(0).calls().get("/actuator/health/readiness").status() != 503) {
            Cluster.pause(100);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /** Asks both nodes whether they live for a while. */
    private double slowestHealth() {
        long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        long slowest = 0;
        for (int i = 0; System.nanoTime() < end; i++) {
            long began = System.nanoTime();
            RestCalls calls = fleet.cluster().node(i % 2).calls();
            assertThat(calls.get("/actuator/health/liveness").status()).isEqualTo(200);
            slowest = Math.max(slowest, System.nanoTime() - began);
            Cluster.pause(200);
        }
        return slowest / 1e9;
    }

    private void report(String fault, double slowest) {
        fleet.awaitAll();
        long attempts = fleet.ledger().count("select max(attempt) from job");
        String seen = "at most %d attempts of a job; liveness answered within %.1f s".formatted(attempts, slowest);
        FaultTable.add(fault, 1, fleet.jobs().size(), fleet.invariants(), seen);
        assertThat(attempts).isEqualTo(1);
    }
}
