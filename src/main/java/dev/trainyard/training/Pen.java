package dev.trainyard.training;

import dev.trainyard.web.Interval;
import dev.trainyard.web.StorageProblems;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What a run writes with. Every write is one transaction that first takes the job's row under the fence, and it has a number: where the answer
 * to a commit was lost the number in the row tells whether it happened, so nothing is written twice. While the database cannot be
 * reached the writer waits, for as long as the lease may still be its own. A write renews the lease too: while it lasts it keeps the
 * heartbeat from the row.
 */
final class Pen {
    private static final long PAUSE_MILLIS = 250;

    private final Lease lease;
    private final JdbcClient database;
    private final TransactionOperations transactions;
    private long operation;

    Pen(Lease lease, JdbcClient database, TransactionOperations transactions) {
        this.lease = lease;
        this.database = database;
        this.transactions = transactions;
    }

    /**
     * Does {@code body} once, in a transaction that holds the job's row.
     *
     * @throws LeaseLost if the job is another's
     */
    synchronized void write(Runnable body) {
        long number = operation + 1;
        insist(() -> {
            long askedAt = System.nanoTime();
            boolean held = transactions.execute(_ -> {
                boolean first = hold(number);
                if (first) {
                    body.run();
                }
                return first;
            });
            if (held) {
                lease.renewed(askedAt);
            }
            return held;
        });
        operation = number;
    }

    /**
     * Repeats what fails for want of a database.
     *
     * @throws LeaseLost if the lease is over before it comes back
     */
    <T> T insist(Supplier<T> action) {
        while (true) {
            try {
                return action.get();
            } catch (DataAccessException | TransactionException e) {
                if (!passes(e)) {
                    throw e;
                }
                pause();
            }
        }
    }

    /** Takes the row; false if the write with this number is already there. */
    private boolean hold(long number) {
        int held = database.sql(
                        "update job set operation = :number, lease_until = " + new Interval(lease.length()).fromNow()
                                + " where id = :job and fence = :fence and status = 'running'"
                                + " and operation = :number - 1")
                .param("number", number)
                .param("job", lease.claim().job())
                .param("fence", lease.claim().fence())
                .update();
        if (held == 1) {
            return true;
        }
        Optional<Long> done = database.sql("select operation from job where id = :job and fence = :fence")
                .param("job", lease.claim().job())
                .param("fence", lease.claim().fence())
                .query(Long.class)
                .optional();
        if (done.isPresent() && done.get() == number) {
            return false;
        }
        lease.lose();
        throw new LeaseLost(lease.claim());
    }

    private void pause() {
        if (lease.order() == Lease.Order.ABANDON) {
            throw new LeaseLost(lease.claim());
        }
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeaseLost(lease.claim());
        }
    }

    /** Whether another try may succeed. */
    private static boolean passes(RuntimeException e) {
        return !(e instanceof NonTransientDataAccessException) || StorageProblems.is(e);
    }
}
