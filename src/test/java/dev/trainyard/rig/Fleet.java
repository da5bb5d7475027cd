package dev.trainyard.rig;

import dev.trainyard.NodeProcess;
import dev.trainyard.TcpProxy;
import dev.trainyard.TestDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A cluster over a PostgreSQL whose network is in the test's hand, with the jobs that it was given. */
final class Fleet implements AutoCloseable {
    static final Training TRAINING = Training.SECONDS;
    private static final int SEEDS = 3;

    private final TcpProxy proxy;
    private final Cluster cluster;
    private final Ledger ledger;
    private final Map<String, String> digests;
    private final List<String> acknowledged = new ArrayList<>();

    private Fleet(TcpProxy proxy, Cluster cluster, Ledger ledger) {
        this.proxy = proxy;
        this.cluster = cluster;
        this.ledger = ledger;
        this.digests = TRAINING.digests(cluster, SEEDS);
        ledger.rows("select id from job").forEach(row -> acknowledged.add(row.getFirst()));
    }

    static Fleet start(int size, long seed, String... options) throws IOException, SQLException {
        TestDatabase direct = TestDatabase.postgres();
        TcpProxy proxy = TcpProxy.before(direct);
        Cluster cluster = Cluster.start(proxy.database(direct), size, seed, options);
        return new Fleet(proxy, cluster, new Ledger(direct));
    }

    TcpProxy proxy() {
        return proxy;
    }

    Cluster cluster() {
        return cluster;
    }

    Ledger ledger() {
        return ledger;
    }

    /** The jobs that were acknowledged so far. */
    List<String> jobs() {
        return acknowledged;
    }

    void submit(int jobs) {
        String dataset = cluster.upload(TRAINING.csv());
        for (int i = 0; i < jobs; i++) {
            acknowledged.add(cluster.submit(TRAINING.job(dataset, 1 + i % SEEDS)));
        }
    }

    /** Submits jobs until the node runs one. */
    void occupy(NodeProcess node) {
        while (running(node).isEmpty()) {
            if (ledger.count("select count(*) from job where status = 'queued'") == 0) {
                submit(cluster.size());
            }
            Cluster.pause(100);
        }
    }

    List<String> running(NodeProcess node) {
        return ledger.rows("select id from job where status = 'running' and node = '" + node.name() + "'").stream()
                .map(List::getFirst)
                .toList();
    }

    void awaitAll() {
        while (ledger.count("select count(*) from job where finished_at is null") > 0) {
            Cluster.pause(250);
        }
    }

    /** Kills a node and starts another in its place; the jobs that it had. */
    List<Orphan> kill(int index) {
        NodeProcess node = cluster.node(index);
        node.kill();
        String at = ledger.rows("select clock_timestamp()").getFirst().getFirst();
        List<Orphan> orphans =
                running(node).stream().map(job -> new Orphan(job, at)).toList();
        cluster.restart(index);
        return orphans;
    }

    /** A job whose node was killed, and when. */
    record Orphan(String job, String at) {}

    /** The longest that one of them took to get a status. */
    double longest(List<Orphan> orphans, String status) {
        return orphans.stream()
                .mapToDouble(orphan -> secondsUntil(orphan, status))
                .max()
                .orElse(0);
    }

    private double secondsUntil(Orphan orphan, String status) {
        return Double.parseDouble(
                ledger.rows("select coalesce(extract(epoch from min(time) - timestamptz '" + orphan.at()
                                + "'), 0) from job_event where job_id = '" + orphan.job()
                                + "' and type = 'status' and time > '" + orphan.at() + "' and data like '%\"" + status
                                + "\"%'")
                        .getFirst()
                        .getFirst());
    }

    Invariants invariants() {
        return Invariants.check(ledger, acknowledged, digests);
    }

    @Override
    public void close() throws IOException, SQLException {
        cluster.close();
        ledger.close();
        proxy.close();
    }
}
