package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.engine.train.InputSpec;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.OutputSpec;
import dev.trainyard.engine.train.TrainState;
import dev.trainyard.engine.train.TrainingPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    void tellsTheDigestsOfTheWeightsAsTheyWereAfterEachEpoch() {
        Network network = Network.of(
                List.of(new NamedLayer("wide", List.of(), Dense.of(300, null))),
                InputSpec.of(Shape.of(900)),
                OutputSpec.of(Task.REGRESSION, 1));
        Parameters weights = TrainState.initial(network, new TrainingPlan()).parameters();
        int epochs = 3 + Math.toIntExact(Journal.MOST_COPIED / weights.count());
        List<String> digests = new ArrayList<>();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            journal.weights(epoch, epoch, weights);
            digests.add(weights.sha256());
            weights.tensor(weights.names().getFirst()).values()[epoch]++;
        }
        journal.write();
        assertThat(digests).doesNotHaveDuplicates();
        assertThat(database.sql("select weights_sha256 from job_epoch order by epoch")
                        .query(String.class)
                        .list())
                .isEqualTo(digests);
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
