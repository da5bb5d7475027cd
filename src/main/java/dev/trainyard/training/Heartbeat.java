package dev.trainyard.training;

import dev.trainyard.web.Interval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Renews this node's leases every third of their length, and learns what users wish of its running jobs. */
@Component
class Heartbeat implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration WISHES = Duration.ofMillis(500);

    private final HeartbeatDatabase database;
    private final Leases leases;
    private final Node node;
    private final TrainingProperties properties;
    private volatile List<Beat> beats = List.of();

    Heartbeat(HeartbeatDatabase database, Leases leases, Node node, TrainingProperties properties) {
        this.database = database;
        this.leases = leases;
        this.node = node;
        this.properties = properties;
    }

    @Override
    public void start() {
        beats = List.of(
                Beat.start(
                        "heartbeat", properties.lease().dividedBy(3), () -> quietly("renew the leases", this::renew)),
                Beat.start("wishes", WISHES, () -> quietly("read the wishes", this::readWishes)));
    }

    @Override
    public void stop() {
        beats.forEach(Beat::stop);
        beats = List.of();
    }

    @Override
    public boolean isRunning() {
        return !beats.isEmpty();
    }

    /** Before the workers, and after them at the end. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }

    /** Renews every lease that is still this node's; one that is not is lost, and its run will see it after its batch. */
    void renew() {
        List<Lease> renewed = new ArrayList<>(leases.all());
        renewed.removeIf(this::hangs);
        long askedAt = System.nanoTime();
        String sql = "update job set lease_until = " + new Interval(properties.lease()).fromNow()
                + " where id = ? and fence = ? and status = 'running'";
        for (Lease lease : renewed) {
            boolean ours = database.statements()
                            .update(sql, lease.claim().job(), lease.claim().fence())
                    == 1;
            if (ours) {
                lease.renewed(askedAt);
            } else {
                lease.lose();
            }
        }
    }

    /** A run without a step is let go: another node may be luckier with its job. */
    private boolean hangs(Lease lease) {
        boolean stalled = lease.stalled();
        if (stalled && lease.lose()) {
            LOG.error(
                    "{} has made no step for {}; it holds its threads and its memory until this process ends",
                    lease.claim().job(),
                    properties.stall());
        }
        return stalled;
    }

    void readWishes() {
        Map<String, Wish> wishes = new HashMap<>();
        database.statements()
                .query(
                        "select id, wish from job where status = 'running' and node = ? and wish is not null",
                        row -> {
                            wishes.put(row.getString("id"), Wish.of(row.getString("wish")));
                        },
                        node.id());
        leases.all().forEach(lease -> lease.wish(wishes.get(lease.claim().job())));
    }

    private static void quietly(String what, Runnable task) {
        try {
            task.run();
        } catch (DataAccessException e) {
            LOG.warn("Could not {}: {}", what, e.getMostSpecificCause().getMessage());
        } catch (RuntimeException e) {
            LOG.error("Could not {}", what, e);
        }
    }
}
