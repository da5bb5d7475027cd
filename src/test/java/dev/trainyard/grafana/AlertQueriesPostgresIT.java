package dev.trainyard.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The alerts that watch the database: each finds its trouble, and nothing where all is well. */
class AlertQueriesPostgresIT {
    private final Stage stage = Stage.shared();

    @Test
    void onlyTheJobThatDivergedHasALossThatIsNotFinite() throws SQLException {
        assertThat(firing("trainyard-non-finite-loss", "select 1"))
                .containsExactly(stage.jobs().get(2));
    }

    @Test
    void runningJobThatToldNothingForElevenMinutesMakesNoProgress() throws SQLException {
        assertThat(firing("trainyard-no-progress", "select 1")).isEmpty();
        assertThat(firing("trainyard-no-progress", running("now() + interval '10 seconds'")))
                .isEmpty();
        String silent = running("now() + interval '10 seconds'")
                + "; update job_metric set time = time - interval '1 hour'; update job_event set time = time - interval '1 hour'"
                + "; update job set started_at = started_at - interval '1 hour'";
        assertThat(firing("trainyard-no-progress", silent))
                .containsExactly(stage.jobs().getFirst());
    }

    @Test
    void jobWhoseLeaseEndedAMinuteAgoAndNobodyTookIt() throws SQLException {
        assertThat(firing("trainyard-lease-expired", "select 1")).isEmpty();
        assertThat(firing("trainyard-lease-expired", running("now() - interval '30 seconds'")))
                .isEmpty();
        assertThat(firing("trainyard-lease-expired", running("now() - interval '90 seconds'")))
                .containsExactly(stage.jobs().getFirst());
    }

    /** Makes the first job look as if it ran, for this transaction only. */
    private String running(String leaseUntil) {
        return "update job set status = 'running', node = 'node_1', finished_at = null, weights_sha256 = null, lease_until = "
                + leaseUntil + " where id = '" + stage.jobs().getFirst() + "'";
    }

    /** The jobs that an alert is about, as the reader sees it after a change that is taken back. */
    private List<String> firing(String uid, String change) throws SQLException {
        JsonNode rule = GrafanaFiles.alerts().stream()
                .filter(one -> one.get("uid").stringValue().equals(uid))
                .findFirst()
                .orElseThrow();
        double limit = rule.at("/data/1/model/conditions/0/evaluator/params/0").doubleValue();
        try (Connection owner = stage.reader().connectAsOwner();
                Statement session = owner.createStatement()) {
            owner.setAutoCommit(false);
            session.execute(change);
            session.execute("set local role " + Reader.NAME);
            Rows rows = Rows.of(owner, rule.at("/data/0/model/rawSql").stringValue());
            owner.rollback();
            assertThat(rows.columns()).containsExactly("job", "name", "value");
            return rows.rows().stream()
                    .filter(row -> row.get("value") instanceof Double value && value > limit)
                    .map(row -> String.valueOf(row.get("job")))
                    .toList();
        }
    }
}
