package dev.trainyard.training;

import java.sql.DatabaseMetaData;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Claims jobs for as long as threads and memory are free, and runs each on a platform thread. Woken by a submission, by the end of a run, and
 * by polling.
 */
@Component
class Workers implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final Duration FAREWELL = Duration.ofSeconds(18);

    private final JobQueue queue;
    private final Rescue rescue;
    private final Capacity capacity;
    private final Leases leases;
    private final TrainingRuns runs;
    private final Node node;
    private final TrainingProperties properties;
    private final Semaphore wake = new Semaphore(0);
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private volatile boolean open;
    private boolean adopted;
    private long nextRescue = System.nanoTime();

    Workers(
            JobQueue queue,
            Rescue rescue,
            Capacity capacity,
            Leases leases,
            TrainingRuns runs,
            Node node,
            TrainingProperties properties,
            DataSource dataSource) {
        this.queue = queue;
        this.rescue = rescue;
        this.capacity = capacity;
        this.leases = leases;
        this.runs = runs;
        this.node = node;
        this.properties = properties;
        this.adopted = !onlyProcess(dataSource);
    }

    /** Look into the queue now: something has come. */
    void wake() {
        wake.release();
    }

    @Override
    public void start() {
        open = true;
        LOG.info(
                "This is {}: {}, {} training threads",
                node.id(),
                properties.roles(),
                properties.worker() ? capacity.threads() : 0);
        Thread.ofPlatform().name("claims").start(this::work);
    }

    @Override
    public void stop() {
        open = false;
        wake();
        leases.all().forEach(Lease::stop);
        awaitRuns();
    }

    /** Waits beside the other parts of the server that stop. */
    @Override
    public void stop(Runnable stopped) {
        Thread.ofPlatform().name("farewell").start(() -> {
            stop();
            stopped.run();
        });
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    private void work() {
        while (open) {
            try {
                rescue();
                if (!claim()) {
                    rest();
                }
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("Could not look into the queue: {}", e.getMessage());
                // When the database is back, those who live renew their leases first.
                nextRescue = System.nanoTime() + properties.lease().toNanos() / 3;
                rest();
            }
        }
    }

    private void rescue() {
        if (!adopted) {
            rescue.orphans();
            adopted = true;
        }
        if (System.nanoTime() - nextRescue >= 0) {
            rescue.expired();
            nextRescue = System.nanoTime() + properties.poll().toNanos();
        }
    }

    private boolean claim() {
        Capacity.Room room = capacity.room();
        if (!properties.worker() || room.freeThreads() == 0) {
            return false;
        }
        long askedAt = System.nanoTime();
        Optional<Claim> claim = queue.claim(node.id(), room);
        claim.ifPresent(taken -> begin(taken, askedAt));
        return claim.isPresent();
    }

    private void begin(Claim claim, long askedAt) {
        Lease lease = new Lease(claim, properties.lease(), properties.stall(), System::nanoTime, askedAt);
        capacity.take(claim);
        leases.add(lease);
        Thread thread = Thread.ofPlatform().name("run-" + claim.job()).unstarted(() -> run(lease));
        running.add(thread);
        thread.start();
        if (!open) {
            lease.stop();
        }
    }

    private void run(Lease lease) {
        try {
            runs.run(lease);
        } finally {
            leases.remove(lease);
            capacity.give(lease.claim());
            running.remove(Thread.currentThread());
            wake();
        }
    }

    private void rest() {
        try {
            if (wake.tryAcquire(properties.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            open = false;
        }
    }

    private void awaitRuns() {
        long end = System.nanoTime() + FAREWELL.toNanos();
        try {
            for (Thread thread : running) {
                thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An embedded database is open in one process: whatever ran there before this one started has lost its worker. */
    private static boolean onlyProcess(DataSource dataSource) {
        try {
            return "H2".equals(JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getDatabaseProductName));
        } catch (MetaDataAccessException e) {
            return false;
        }
    }
}
