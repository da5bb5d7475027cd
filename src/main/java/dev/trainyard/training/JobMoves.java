package dev.trainyard.training;

import dev.trainyard.web.Interval;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The only class that changes the status of a job. Each move is one UPDATE that names the statuses it may start from, so that of two moves
 * at once the database lets one win, and it writes its event in the same transaction. A false answer means: no longer so, nothing was done.
 */
@Component
class JobMoves {
    private static final String FENCED = "fence = :fence";
    private static final String AT_REST = "node = null, lease_until = null, wish = null";

    private final JdbcClient database;
    private final JobEvents events;
    private final ServiceMetrics metrics;

    JobMoves(JdbcClient database, JobEvents events, ServiceMetrics metrics) {
        this.database = database;
        this.events = events;
        this.metrics = metrics;
    }

    /** A worker takes a queued job whose row it has locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean claim(String job, String node, Interval lease) {
        String set = "fence = fence + 1, operation = 0, attempt = attempt + 1, strikes = strikes + 1, node = :node,"
                + " lease_until = "
                + lease.fromNow() + ", started_at = coalesce(started_at, current_timestamp)";
        return move(Move.CLAIM, job, set, "true", Map.of("node", node));
    }

    /** A stopping server gives the job back, and with it the attempt. */
    @Transactional
    boolean giveBack(Claim claim) {
        return fenced(
                Move.RELEASE, claim, AT_REST + ", attempt = attempt - 1, strikes = greatest(strikes - 1, 0)", Map.of());
    }

    /** The run broke off; the job waits for its next attempt. */
    @Transactional
    boolean retry(Claim claim) {
        return fenced(Move.RELEASE, claim, AT_REST, Map.of());
    }

    @Transactional
    boolean succeed(Claim claim, String weightsSha256) {
        String set = AT_REST + ", finished_at = current_timestamp, eta_seconds = null, weights_sha256 = :digest";
        return fenced(Move.SUCCEED, claim, set, Map.of("digest", weightsSha256));
    }

    @Transactional
    boolean fail(Claim claim, Failure failure) {
        return fenced(Move.FAIL, claim, failed(), failure(failure));
    }

    /** The run has stopped because a user wished so. */
    @Transactional
    boolean fulfil(Claim claim, Wish wish) {
        return switch (wish) {
            case CANCEL -> fenced(Move.CANCEL, claim, cancelled(), Map.of());
            case PAUSE ->
                move(Move.PAUSE, claim.job(), AT_REST, FENCED + " and wish = 'pause'", Map.of("fence", claim.fence()));
        };
    }

    /** A user cancels a job that no worker has; {@code seen} is the status that the user's request found. */
    @Transactional
    boolean cancel(String job, JobStatus seen) {
        return move(
                Move.CANCEL, job, cancelled(), "status = :seen and status <> 'running'", Map.of("seen", seen.word()));
    }

    /** A user wants a paused job to go on. */
    @Transactional
    boolean resume(String job) {
        return move(Move.RESUME, job, "queued_at = current_timestamp, strikes = 0", "true", Map.of());
    }

    /** Notes what a user wants of a running job; to cancel goes before to pause. */
    @Transactional
    boolean wish(String job, Wish wish) {
        String unlessCancelled = wish == Wish.CANCEL ? "" : " and (wish is null or wish = 'pause')";
        return database.sql("update job set wish = :wish where id = :job and status = 'running'" + unlessCancelled)
                        .param("wish", wish.word())
                        .param("job", job)
                        .update()
                == 1;
    }

    /** Takes back the wish to pause, if the run has not fulfilled it yet. */
    @Transactional
    boolean withdrawPause(String job) {
        return database.sql("update job set wish = null where id = :job and status = 'running' and wish = 'pause'")
                        .param("job", job)
                        .update()
                == 1;
    }

    /** Gives a job that has not ended another place in the queue. */
    @Transactional
    boolean prioritize(String job, int priority, long turn) {
        return database.sql("update job set priority = :priority, turn = :turn where id = :job and finished_at is null")
                        .param("priority", priority)
                        .param("turn", turn)
                        .param("job", job)
                        .update()
                == 1;
    }

    /**
     * Takes a running job from a worker that is gone, if {@code gone} (SQL) still holds, and does with it what is due: what the user wished,
     * else failure after too many strikes, else the queue.
     */
    @Transactional
    boolean rescue(String job, long fence, @Nullable Wish wish, boolean struckOut, String gone) {
        Map<String, Object> parameters = Map.of("fence", fence);
        String where = FENCED + " and " + gone;
        if (wish != null) {
            return switch (wish) {
                case CANCEL -> move(Move.CANCEL, job, cancelled(), where, parameters);
                case PAUSE -> move(Move.PAUSE, job, AT_REST, where, parameters);
            };
        }
        if (!struckOut) {
            return move(Move.RELEASE, job, AT_REST, where, parameters);
        }
        Failure failure = new Failure(
                Failure.Code.QUARANTINED, "The job was lost with its worker again and again without getting on.");
        return move(Move.FAIL, job, failed(), where, with(failure(failure), "fence", fence));
    }

    private boolean fenced(Move move, Claim claim, String set, Map<String, ?> parameters) {
        return move(move, claim.job(), set, FENCED, with(parameters, "fence", claim.fence()));
    }

    private boolean move(Move move, String job, String set, String where, Map<String, ?> parameters) {
        String from =
                move.from().stream().map(status -> "'" + status.word() + "'").collect(Collectors.joining(", "));
        int moved = database.sql("update job set status = :to, " + set + " where id = :job and status in (" + from
                        + ") and " + where)
                .param("to", move.to().word())
                .param("job", job)
                .params(parameters)
                .update();
        if (moved == 1) {
            events.status(job);
            metrics.moved(move);
        }
        return moved == 1;
    }

    private static String cancelled() {
        return AT_REST + ", finished_at = current_timestamp, eta_seconds = null";
    }

    private static String failed() {
        return AT_REST
                + ", finished_at = current_timestamp, eta_seconds = null, error_code = :code, error_detail = :detail";
    }

    private static Map<String, Object> failure(Failure failure) {
        return Map.of("code", failure.code().word(), "detail", failure.detail());
    }

    private static Map<String, Object> with(Map<String, ?> parameters, String name, Object value) {
        Map<String, Object> more = new java.util.HashMap<>(parameters);
        more.put(name, value);
        return more;
    }
}
