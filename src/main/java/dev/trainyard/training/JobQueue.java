package dev.trainyard.training;

import dev.trainyard.web.Interval;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The queue: the rows of the table job that wait, in the order priority, turn, age.
 *
 * <p>The turn makes it fair between tenants and keeps a claim a look at the first row of an index. It is start-time fair queueing [1] with every
 * job weighing the same: a job's turn is one more than its tenant's last, but never less than the turn now being served, so a tenant
 * that floods the queue stands behind itself, and an idle one saves up nothing.
 *
 * <p>[1] Goyal, Vin, Cheng: Start-time Fair Queueing, SIGCOMM 1996.
 */
@Component
class JobQueue {
    private static final String ORDER = " order by status, priority desc, turn, queued_at, id limit :limit";
    private static final int CANDIDATES = 16;
    private static final int KNOWN_PLACES = 1000;

    private final JdbcClient database;
    private final JobMoves moves;
    private final ServiceMetrics metrics;
    private final TrainingProperties properties;
    private final Definitions definitions;

    JobQueue(
            JdbcClient database,
            JobMoves moves,
            ServiceMetrics metrics,
            TrainingProperties properties,
            Definitions definitions) {
        this.database = database;
        this.definitions = definitions;
        this.moves = moves;
        this.metrics = metrics;
        this.properties = properties;
    }

    /** The turn of a job that joins the queue now. */
    long turn(String tenant, int priority) {
        String own = "(select turn from job where tenant = :tenant and status = '%s' and priority = :priority"
                + " order by tenant, status, priority, turn desc limit 1)";
        String first = "(select turn from job where status = 'queued' and priority = :priority"
                + " order by status, priority desc, turn limit 1)";
        String running = "(select max(turn) from job where status = 'running' and priority = :priority)";
        return database.sql("select greatest(coalesce(" + first + ", " + running + ", 0), 1 + coalesce("
                        + own.formatted("queued") + ", -1), 1 + coalesce(" + own.formatted("running") + ", -1))")
                .param("tenant", tenant)
                .param("priority", priority)
                .query(Long.class)
                .single();
    }

    /**
     * Takes the first job for this node, if its needs are free. A smaller one may overtake it for as long as it has not waited for
     * {@code trainyard.overtaking}; after that it is the next, or a stream of small jobs would starve it.
     */
    @Transactional
    public Optional<Claim> claim(String node, Capacity.Room room) {
        for (Waiting first : waiting(Integer.MAX_VALUE, room.allBytes())) {
            if (!room.fits(first.threads(), first.bytes())) {
                return first.overdue() ? Optional.empty() : smaller(node, room);
            }
            if (lock(first) && definitions.understands(first.id())) {
                return take(first, node, room);
            }
        }
        return Optional.empty();
    }

    private Optional<Claim> smaller(String node, Capacity.Room room) {
        for (Waiting smaller : waiting(room.freeThreads(), room.freeBytes())) {
            if (lock(smaller) && definitions.understands(smaller.id())) {
                return take(smaller, node, room);
            }
        }
        return Optional.empty();
    }

    /** How many jobs run before this waiting one does, plus one. Each count is a stretch of the queue's index. */
    int position(Job job) {
        String before = "(select count(*) from job q where q.status = 'queued' and q.priority %s)";
        return 1
                + database.sql("select " + before.formatted("> j.priority") + " + "
                                + before.formatted("= j.priority and q.turn < j.turn") + " + "
                                + before.formatted("= j.priority and q.turn = j.turn and (q.queued_at < j.queued_at"
                                        + " or (q.queued_at = j.queued_at and q.id < j.id))")
                                + " from job j where j.id = :job")
                        .param("job", job.id())
                        .query(Integer.class)
                        .single();
    }

    /** The place of each of the first {@value #KNOWN_PLACES} jobs; to know those of all would make a list of jobs as slow as the queue is long. */
    Map<String, Integer> positions() {
        Map<String, Integer> positions = new HashMap<>();
        database.sql("select id from job where status = 'queued'" + ORDER)
                .param("limit", KNOWN_PLACES)
                .query(row -> {
                    positions.put(row.getString("id"), positions.size() + 1);
                });
        return positions;
    }

    long length(String tenant) {
        return database.sql("select count(*) from job where tenant = :tenant and status = 'queued'")
                .param("tenant", tenant)
                .query(Long.class)
                .single();
    }

    private Optional<Claim> take(Waiting waiting, String node, Capacity.Room room) {
        if (!moves.claim(waiting.id(), node, new Interval(properties.lease()))) {
            return Optional.empty();
        }
        metrics.waited(Duration.ofNanos(Math.round(Math.max(0, waiting.waited()) * 1e9)));
        int threads = Math.min(waiting.threads(), room.allThreads());
        return Optional.of(new Claim(
                waiting.id(), waiting.tenant(), waiting.fence() + 1, waiting.strikes() + 1, threads, waiting.bytes()));
    }

    /** The next jobs that need no more than this and are not known to be another version's; read without locks, as an index gives them. */
    private List<Waiting> waiting(int threads, long bytes) {
        String overdue = "queued_at < " + new Interval(properties.overtaking()).ago();
        Set<String> foreign = definitions.foreign();
        return database.sql("select id, tenant, fence, strikes, threads, bytes, " + overdue
                        + " as overdue, extract(epoch from current_timestamp)"
                        + " - extract(epoch from queued_at) as waited from job"
                        + " where status = 'queued' and kind = 'training' and bytes <= :bytes and threads <= :threads"
                        + (foreign.isEmpty() ? "" : " and id not in (:foreign)") + ORDER)
                .param("foreign", foreign)
                .param("bytes", bytes)
                .param("threads", threads)
                .param("limit", CANDIDATES)
                .query(DataClassRowMapper.newInstance(Waiting.class))
                .list();
    }

    /** Locks a job that still waits; false if another claimer was faster. */
    private boolean lock(Waiting job) {
        return database.sql("select id from job where id = :id and status = 'queued' and fence = :fence for update skip"
                        + " locked")
                .param("id", job.id())
                .param("fence", job.fence())
                .query(String.class)
                .optional()
                .isPresent();
    }

    private record Waiting(
            String id,
            String tenant,
            long fence,
            int strikes,
            int threads,
            long bytes,
            boolean overdue,
            double waited) {}
}
