package dev.trainyard.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    private static final String FIRST = " order by status, priority desc, turn, queued_at, id limit 1";

    private final JdbcClient database;
    private final JobMoves moves;
    private final TrainingProperties properties;

    JobQueue(JdbcClient database, JobMoves moves, TrainingProperties properties) {
        this.database = database;
        this.moves = moves;
        this.properties = properties;
    }

    /** The turn of a job that joins the queue now. */
    long turn(String tenant, int priority) {
        String own = "(select turn from job where tenant = :tenant and status = '%s' and priority = :priority"
                + " order by tenant, status, priority, turn desc limit 1)";
        String first = "(select turn from job where status = 'queued' and priority = :priority" + FIRST + ")";
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
        Waiting first = first(Integer.MAX_VALUE, room.allBytes());
        if (first == null) {
            return Optional.empty();
        }
        if (room.fits(first.threads(), first.bytes())) {
            return take(first, node, room);
        }
        Waiting smaller = first.overdue() ? null : first(room.freeThreads(), room.freeBytes());
        return smaller == null ? Optional.empty() : take(smaller, node, room);
    }

    /** How many jobs run before each of these does, plus one; a job that does not wait is left out. */
    Map<String, Integer> positions(List<String> jobs) {
        Map<String, Integer> positions = new LinkedHashMap<>();
        if (!jobs.isEmpty()) {
            database.sql("""
                    select id, place from (
                        select id, row_number() over (order by priority desc, turn, queued_at, id) as place from job where status = 'queued') queue
                    where id in (:jobs)""").param("jobs", jobs).query(row -> {
                positions.put(row.getString("id"), row.getInt("place"));
            });
        }
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
        int threads = Math.min(waiting.threads(), room.allThreads());
        return Optional.of(new Claim(waiting.id(), waiting.tenant(), waiting.fence() + 1, waiting.strikes() + 1, threads, waiting.bytes()));
    }

    private @Nullable Waiting first(int threads, long bytes) {
        String sql = "select id, tenant, fence, strikes, threads, bytes, queued_at < "
                + new Interval(properties.overtaking()).ago() + " as overdue"
                + " from job where status = 'queued' and kind = 'training' and bytes <= :bytes and threads <= :threads"
                + FIRST
                + " for update skip locked";
        return database.sql(sql)
                .param("bytes", bytes)
                .param("threads", threads)
                .query(Waiting.class)
                .optional()
                .orElse(null);
    }

    private record Waiting(String id, String tenant, long fence, int strikes, int threads, long bytes, boolean overdue) {}
}
