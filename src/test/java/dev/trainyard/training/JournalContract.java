package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What a run's journal promises on every database. */
@SpringBootTest(properties = {"trainyard.roles=api", "trainyard.poll=1h"})
abstract class JournalContract {
    private static final Capacity.Room ROOM = new Capacity.Room(8, 1_000_000, 8, 1_000_000);

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionOperations transactions;

    @Autowired
    JobQueue queue;

    @Autowired
    JournalRows rows;

    private Lease lease;
    private Journal journal;

    @BeforeEach
    void claim() {
        JobRows jobs = new JobRows(database);
        jobs.clear();
        jobs.queued("job_a", "a", 0, 0);
        Claim claim = queue.claim("node", ROOM).orElseThrow();
        lease = new Lease(claim, Duration.ofSeconds(10), Duration.ofMinutes(1), System::nanoTime, System.nanoTime());
        journal = new Journal(new Pen(lease, database, transactions), claim, rows);
    }

    @Test
    void writesNothingAfterAPageThatWasLost() {
        journal.metric(metric(-1));
        assertThatThrownBy(journal::write).isInstanceOf(DataAccessException.class);
        journal.metric(metric(1));
        AtomicBoolean wrote = new AtomicBoolean();
        assertThatThrownBy(() -> journal.write(() -> wrote.set(true))).isInstanceOf(LeaseLost.class);
        assertThat(wrote).isFalse();
        assertThat(count("select count(*) from job_metric")).isZero();
    }

    @Test
    void everyWriteRenewsTheLease() {
        database.sql("update job set lease_until = current_timestamp").update();
        journal.metric(metric(1));
        journal.write();
        assertThat(count("select count(*) from job where lease_until > current_timestamp + interval '5' second"))
                .isOne();
    }

    private long count(String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    private static JobMetric metric(long step) {
        return new JobMetric("loss", JobMetric.Split.TRAIN, 1, step, 0.5, Instant.EPOCH, null, null);
    }
}
