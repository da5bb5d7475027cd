package dev.trainyard.web;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;

/** A database that does not answer, or has no room: neither the client's mistake nor a bug, and worth another try. */
public final class StorageProblems {
    private static final Duration RETRY = Duration.ofSeconds(5);
    /** SQL states: PostgreSQL's "disk full", H2's "no disk space", and its "read only" when it was opened so for want of room. */
    private static final Set<String> FULL = Set.of("53100", "90100", "90097");

    private static final List<String> NO_SPACE = List.of("No space left on device", "not enough space on the disk");
    /** SQL states of a server that is starting, stopping or has too many connections, and of H2 when it has closed or is locked. */
    private static final Set<String> AWAY =
            Set.of("57P01", "57P02", "57P03", "53300", "90007", "90020", "90098", "90121");

    /** In the pool's words, without a state: of a connection that broke in the middle of a transaction. */
    private static final String CLOSED = "Connection is closed";

    private StorageProblems() {}

    static @Nullable Problem of(Throwable thrown) {
        if (causes(thrown).anyMatch(StorageProblems::isFull)) {
            return Problem.of(ProblemCode.INSUFFICIENT_STORAGE, "There is no room to store this.")
                    .retryAfter(RETRY);
        }
        return causes(thrown).anyMatch(StorageProblems::isAway)
                ? Problem.of(ProblemCode.UNAVAILABLE, "The database does not answer.")
                        .retryAfter(RETRY)
                : null;
    }

    /** Whether this is such a problem, and the same may succeed later. */
    public static boolean is(Throwable thrown) {
        return of(thrown) != null;
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
    }

    /** H2 tells of a full disk in the words of the operating system, as the cause of a general error. */
    private static boolean isFull(Throwable cause) {
        return switch (cause) {
            case SQLException e -> FULL.contains(String.valueOf(e.getSQLState()));
            case IOException e -> NO_SPACE.stream().anyMatch(String.valueOf(e.getMessage())::contains);
            default -> false;
        };
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
                yield state.startsWith("08") || AWAY.contains(state) || CLOSED.equals(e.getMessage());
            }
            default -> false;
        };
    }
}
