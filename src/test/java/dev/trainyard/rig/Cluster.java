package dev.trainyard.rig;

import dev.trainyard.NodeProcess;
import dev.trainyard.RestCalls;
import dev.trainyard.RestCalls.Answer;
import dev.trainyard.TestDatabase;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Nodes over one database, some of which may be dead at any moment. */
final class Cluster implements AutoCloseable {
    private static final List<String> FRUGAL =
            List.of(NodeProcess.QUICK, "-Xmx384m", "-XX:+UseSerialGC", "--trainyard.threads=2");

    private final TestDatabase database;
    private final String[] options;
    private final AtomicReferenceArray<@Nullable NodeProcess> nodes;
    private final Random random;
    private final boolean shared;
    private final AtomicInteger starts = new AtomicInteger();

    private Cluster(TestDatabase database, int size, long seed, String... options) {
        this.database = database;
        this.options = Stream.concat(FRUGAL.stream(), Stream.of(options)).toArray(String[]::new);
        this.nodes = new AtomicReferenceArray<>(size);
        this.random = new Random(seed);
        this.shared = database.properties().containsKey("spring.datasource.url");
    }

    static Cluster start(TestDatabase database, int size, long seed, String... options) {
        Cluster cluster = new Cluster(database, size, seed, options);
        // The first one migrates; the others wait for it anyway.
        for (int i = 0; i < size; i++) {
            cluster.restart(i);
            if (i == 0 && cluster.shared) {
                watch(database);
            }
        }
        return cluster;
    }

    private static void watch(TestDatabase database) {
        try (Ledger ledger = new Ledger(database)) {
            WriteWatch.over(ledger);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    TestDatabase database() {
        return database;
    }

    int size() {
        return nodes.length();
    }

    NodeProcess node(int index) {
        return Objects.requireNonNull(nodes.get(index));
    }

    /** Starts a node anew, with more options than the cluster has if wanted. */
    NodeProcess restart(int index, String... more) {
        NodeProcess before = nodes.get(index);
        if (before != null) {
            before.close();
        }
        NodeProcess node = NodeProcess.start(
                database,
                Stream.of(Stream.of(options), Stream.of(more), name())
                        .flatMap(option -> option)
                        .toArray(String[]::new));
        nodes.set(index, node);
        return node;
    }

    /** By this the database tells the processes apart, see {@link WriteWatch}. */
    private Stream<String> name() {
        String option = "--spring.datasource.hikari.data-source-properties.ApplicationName=";
        return shared ? Stream.of(option + "process-" + starts.incrementAndGet()) : Stream.empty();
    }

    /** Some node that lives, as soon as there is one. */
    RestCalls calls() {
        List<NodeProcess> living = living();
        while (living.isEmpty()) {
            pause(200);
            living = living();
        }
        return living.get(random.nextInt(living.size())).calls();
    }

    private List<NodeProcess> living() {
        return IntStream.range(0, nodes.length())
                .mapToObj(nodes::get)
                .filter(node -> node != null && node.alive())
                .toList();
    }

    String submit(String json) {
        return post("/v1/jobs", "application/json", json);
    }

    String upload(String csv) {
        return post("/v1/datasets", "text/csv", csv);
    }

    /** Posts as a careful client does: again and again under one key, at whichever node, until it is acknowledged; the id. */
    private String post(String path, String type, String body) {
        String key = UUID.randomUUID().toString();
        while (true) {
            try {
                RestCalls calls = calls();
                Answer answer = calls.send(calls.request(path)
                        .header("Content-Type", type)
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body))
                        .build());
                if (answer.status() < 500) {
                    return answer.ok().get("id").stringValue();
                }
            } catch (UncheckedIOException _) {
                // The node died; whether with what was asked for is not known.
            }
            pause(200);
        }
    }

    static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** Kills every node. */
    void kill() {
        living().forEach(NodeProcess::close);
    }

    @Override
    public void close() {
        kill();
    }
}
