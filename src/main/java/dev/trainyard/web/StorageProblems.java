package dev.trainyard.web;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;

/** A database that does not answer, or has no room: neither the client's mistake nor a bug, and worth another try. */
final class StorageProblems {
    private static final Duration RETRY = Duration.ofSeconds(5);
    /** SQL states: disk full, out of memory or a limit (PostgreSQL class 53), and H2's "no disk space". */
    private static final Set<String> FULL = Set.of("53100", "90100");
    /** SQL states of a server that is starting, stopping or has too many connections. */
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300", "90098", "90121");

    private StorageProblems() {}

    static @Nullable Problem of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && FULL.contains(String.valueOf(e.getSQLState()))) {
                return Problem.of(ProblemCode.INSUFFICIENT_STORAGE, "There is no room to store this.")
                        .retryAfter(RETRY);
            }
            if (isAway(cause)) {
                return Problem.of(ProblemCode.UNAVAILABLE, "The database does not answer.")
                        .retryAfter(RETRY);
            }
        }
        return null;
    }

    private static boolean isAway(Throwable cause) {
        return switch (cause) {
            case DataAccessResourceFailureException _ -> true;
            case CannotCreateTransactionException _ -> true;
            case QueryTimeoutException _ -> true;
            case SQLTransientConnectionException _ -> true;
            case SQLNonTransientConnectionException _ -> true;
            case SQLRecoverableException _ -> true;
            case SQLException e -> {
                String state = String.valueOf(e.getSQLState());
                yield state.startsWith("08") || AWAY.contains(state);
            }
            default -> false;
        };
    }
}
