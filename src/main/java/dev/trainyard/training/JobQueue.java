package dev.trainyard.training;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The queue: the rows of the table job that wait, in the order priority, turn, age.
 *
 * <p>The turn makes it fair between tenants at the price of an index scan. It is start-time fair queueing [1] with every job weighing the same:
 * a job's turn is one more than its tenant's last, but never less than the turn now being served, so a tenant that floods the queue
 * stands behind itself and an idle one saves up nothing.
 *
 * <p>[1] Goyal, Vin, Cheng: Start-time Fair Queuing, SIGCOMM 1996.
 */
@Component
class JobQueue {
    private static final String ORDER = " order by status, priority desc, turn, queued_at, id limit 1";
    private static final String WAITING = """
            select id, tenant, fence, threads, bytes, queued_at < %s as overdue from job
            where status = 'queued' and kind = 'training' and bytes <= :bytes and threads <= :threads""";

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
        long served = turn("status = 'queued' and priority = :priority order by status, priority desc, turn limit 1", tenant, priority)
                .or(() -> turn("status = 'running' and priority = :priority order by turn desc limit 1", tenant, priority))
                .orElse(0L);
        String own = "tenant = :tenant and status = '%s' and priority = :priority order by tenant, status, priority, turn desc limit 1";
        long queued = turn(own.formatted("queued"), tenant, priority).orElse(-1L);
        long running = turn(own.formatted("running"), tenant, priority).orElse(-1L);
        return Math.max(served, Math.max(queued, running) + 1);
    }

    private Optional<Long> turn(String where, String tenant, int priority) {
        return database.sql("select turn from job where " + where + (where.contains(":tenant") ? "" : ""))
                .param("priority", priority)
                .param("tenant", tenant)
                .query(Long.class)
                .optional();
    }
}
