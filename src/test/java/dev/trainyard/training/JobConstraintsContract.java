package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables refuse rows that cannot be, whatever the code above them does. */
@SpringBootTest(properties = {"trainyard.roles=api", "trainyard.poll=1h"})
abstract class JobConstraintsContract {
    private static final String METRIC =
            "insert into job_metric (job_id, tenant, name, split, step, epoch, metric_value, time) values ";
    private static final String CLAIMED = "fence = 1, attempt = 1, strikes = 1, started_at = current_timestamp";

    @Autowired
    JdbcClient database;

    JobRows rows;

    @BeforeEach
    void oneQueuedJob() {
        rows = new JobRows(database);
        rows.clear();
        rows.queued("job_a", "a", 0, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status = 'finished'",
                "status = 'running'",
                "status = 'running', " + CLAIMED,
                "status = 'running', node = 'n', lease_until = current_timestamp",
                "status = 'running', node = 'n', " + CLAIMED,
                "status = 'paused'",
                "status = 'succeeded', finished_at = current_timestamp, " + CLAIMED,
                "status = 'succeeded', finished_at = current_timestamp, weights_sha256 = 'x', " + CLAIMED,
                "status = 'failed', finished_at = current_timestamp, " + CLAIMED,
                "status = 'failed', error_code = 'data', " + CLAIMED,
                "status = 'cancelled'",
                "finished_at = current_timestamp",
                "node = 'n'",
                "lease_until = current_timestamp",
                "wish = 'cancel'",
                "error_code = 'data'",
                "error_detail = 'bad'",
                "weights_sha256 = 'x'",
                "fence = -1",
                "fence = 1",
                "attempt = 1",
                "strikes = 1",
                "priority = 1001",
                "threads = 0",
                "bytes = 0",
                "epoch = 11",
                "step = -1",
                "steps = 5, step = 6",
                "epochs = 0",
            })
    void impossibleJobIsRefused(String change) {
        assertThatThrownBy(() -> database.sql("update job set " + change).update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status = 'running', node = 'n', lease_until = current_timestamp, " + CLAIMED,
                "status = 'running', wish = 'pause', node = 'n', lease_until = current_timestamp, " + CLAIMED,
                "status = 'cancelled', finished_at = current_timestamp",
                "status = 'paused', " + CLAIMED,
                "status = 'failed', finished_at = current_timestamp, error_code = 'data', error_detail = 'bad', "
                        + CLAIMED,
            })
    void possibleJobIsNot(String change) {
        assertThatCode(() -> database.sql("update job set " + change).update()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                METRIC + "('job_a', 'a', 'loss', 'test', 1, 1, 0.5, current_timestamp)",
                METRIC + "('job_a', 'a', 'loss', 'train', -1, 1, 0.5, current_timestamp)",
                METRIC + "('job_b', 'a', 'loss', 'train', 1, 1, 0.5, current_timestamp)",
                "insert into job_event values ('job_a', 'a', 0, 'status', '{}', current_timestamp)",
                "insert into job_event values ('job_a', 'a', 1, 'gossip', '{}', current_timestamp)",
                "insert into job_epoch values ('job_a', 'a', 0, 1, 'x')",
                "insert into checkpoint values ('c', 'job_a', 'a', 1, 1, 1, 'no_blob', 1, 'x', 'x', '{}', current_timestamp)",
            })
    void impossiblePartIsRefused(String insert) {
        assertThatThrownBy(() -> database.sql(insert).update()).isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void metricIsThereOnlyOnce() {
        String insert = METRIC + "('job_a', 'a', 'loss', 'train', 1, 1, 0.5, current_timestamp)";
        database.sql(insert).update();
        assertThatThrownBy(() -> database.sql(insert).update()).isInstanceOf(DataIntegrityViolationException.class);
    }
}
