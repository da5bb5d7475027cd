package dev.trainyard.rig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.NodeProcess;
import dev.trainyard.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A node beside newer ones, as while nodes are replaced one after the other: it meets their migrations and their jobs. */
class UpgradeIT {
    private static final Training TRAINING = Training.MOMENT;

    @Test
    void olderNodeStartsWorksAndLeavesToNewerOnesWhatItDoesNotKnow() throws SQLException {
        TestDatabase database = TestDatabase.postgres();
        try (Cluster cluster = Cluster.start(database, 1, 1);
                Ledger ledger = new Ledger(database)) {
            Map<String, String> digests = TRAINING.digests(cluster, 1);
            migrate(ledger);
            cluster.restart(0, "--trainyard.roles=api");
            String dataset = cluster.upload(TRAINING.csv());
            String newer = cluster.submit(TRAINING.job(dataset, 1));
            String known = cluster.submit(TRAINING.job(dataset, 1));
            rename(ledger, newer, "dropout", "dropin");
            NodeProcess older = cluster.restart(0);
            assertThat(cluster.calls().end(known).get("attempt").intValue()).isEqualTo(1);
            assertThat(older.log()).contains(newer + " is left to nodes of another version");
            assertThat(ledger.rows("select status, fence, attempt from job where id = '" + newer + "'"))
                    .containsExactly(List.of("queued", "0", "0"));
            rename(ledger, newer, "dropin", "dropout");
            cluster.restart(0);
            assertThat(cluster.calls().end(newer).get("attempt").intValue()).isEqualTo(1);
            List<String> jobs = ledger.rows("select id from job").stream()
                    .map(List::getFirst)
                    .toList();
            Invariants found = Invariants.check(ledger, jobs, digests);
            FaultTable.add("an older node beside newer ones", 1, 2, found, "left alone what it did not know");
        }
    }

    /** As a newer version would: it only adds, and what it adds has a default. */
    private static void migrate(Ledger ledger) {
        ledger.update("alter table job add column hint varchar(20) not null default 'none'");
        ledger.update("create table hint (id varchar(40) primary key)");
        ledger.update("insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                + " installed_by, execution_time, success)"
                + " values (1000, '1000', 'hint', 'SQL', 'V1000__hint.sql', 1, 'newer', 1, true)");
    }

    private static void rename(Ledger ledger, String job, String from, String to) {
        assertThat(ledger.update("update job set definition = replace(definition, '\"%s\"', '\"%s\"') where id = '%s'"
                        .formatted(from, to, job)))
                .isOne();
    }
}
