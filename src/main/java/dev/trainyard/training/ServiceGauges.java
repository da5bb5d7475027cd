package dev.trainyard.training;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * What is going on now, for Prometheus: the queue of the whole database, and the room of this node. One look into the database serves all
 * gauges for {@value #FRESH_SECONDS} seconds; while it cannot be reached, they are NaN.
 */
@Component
class ServiceGauges implements MeterBinder {
    private static final long FRESH_SECONDS = 5;
    private static final long NANOS = 1_000_000_000;

    private final JdbcClient database;
    private final Leases leases;
    private final Capacity capacity;
    private final EventTails tails;
    private Look look = new Look(Map.of(), Double.NaN);
    private long lookedAt = System.nanoTime() - FRESH_SECONDS * NANOS;

    ServiceGauges(JdbcClient database, Leases leases, Capacity capacity, EventTails tails) {
        this.database = database;
        this.leases = leases;
        this.capacity = capacity;
        this.tails = tails;
    }

    /** Jobs by status, and how long the first of those that wait has waited. */
    private record Look(Map<JobStatus, Long> jobs, double oldestSeconds) {
        double count(JobStatus status) {
            return Double.isNaN(oldestSeconds) ? Double.NaN : jobs.getOrDefault(status, 0L);
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (JobStatus status : JobStatus.values()) {
            Gauge.builder("trainyard.jobs", () -> look().count(status))
                    .description("Jobs in the database")
                    .tag("status", status.word())
                    .register(registry);
        }
        gauge(registry, "trainyard.queue.jobs", "Jobs that wait", () -> look().count(JobStatus.QUEUED));
        gauge(registry, "trainyard.queue.oldest.seconds", "Age of the oldest that waits", () -> look().oldestSeconds());
        gauge(
                registry,
                "trainyard.running.jobs",
                "Runs of this node",
                () -> leases.all().size());
        gauge(registry, "trainyard.event.listeners", "Open event streams of this node", tails::listeners);
        room(
                registry,
                "trainyard.training.threads",
                "used",
                () -> capacity.threads() - capacity.room().freeThreads());
        room(registry, "trainyard.training.threads", "all", capacity::threads);
        room(
                registry,
                "trainyard.training.memory.bytes",
                "used",
                () -> capacity.bytes() - capacity.room().freeBytes());
        room(registry, "trainyard.training.memory.bytes", "all", capacity::bytes);
    }

    private static void gauge(MeterRegistry registry, String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    private static void room(MeterRegistry registry, String name, String state, Supplier<Number> value) {
        Gauge.builder(name, value)
                .description("What this node gives to training")
                .tag("state", state)
                .register(registry);
    }

    private synchronized Look look() {
        if (System.nanoTime() - lookedAt >= FRESH_SECONDS * NANOS) {
            try {
                look = new Look(jobs(), oldest());
            } catch (DataAccessException | TransactionException e) {
                look = new Look(Map.of(), Double.NaN);
            }
            lookedAt = System.nanoTime();
        }
        return look;
    }

    private Map<JobStatus, Long> jobs() {
        Map<JobStatus, Long> jobs = new EnumMap<>(JobStatus.class);
        database.sql("select status, count(*) as jobs from job group by status").query(row -> {
            jobs.put(JobStatus.of(row.getString("status")), row.getLong("jobs"));
        });
        return jobs;
    }

    private double oldest() {
        return database.sql("""
            select coalesce(max(extract(epoch from current_timestamp) - extract(epoch from queued_at)), 0) from job
            where status = 'queued'\
            """).query(Double.class).single();
    }
}
