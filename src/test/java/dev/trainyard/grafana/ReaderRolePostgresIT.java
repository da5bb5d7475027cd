package dev.trainyard.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The role that Grafana has: it can read the views, and nothing else, and it cannot write. */
class ReaderRolePostgresIT {
    private static final String DENIED = "42501";
    private static final List<String> VIEWS =
            List.of("v_curvature", "v_event", "v_finding", "v_job", "v_layer_spectrum", "v_layer_stat", "v_metric");

    private Connection reader;

    @BeforeEach
    void connect() throws SQLException {
        reader = Stage.shared().reader().connect();
    }

    @AfterEach
    void disconnect() throws SQLException {
        if (reader != null) {
            reader.close();
        }
    }

    @Test
    void readsTheViewsAndNoTable() throws SQLException {
        Rows relations = Rows.of(
                reader,
                "select c.relname as name, has_table_privilege(c.oid, 'select') as readable from pg_class c"
                        + " join pg_namespace n on n.oid = c.relnamespace"
                        + " where n.nspname = 'public' and c.relkind in ('r', 'v', 'm', 'p') order by 1");
        assertThat(relations.rows().stream()
                        .filter(row -> Boolean.TRUE.equals(row.get("readable")))
                        .map(row -> row.get("name")))
                .containsExactlyElementsOf(VIEWS);
        assertThat(relations.rows()).hasSizeGreaterThan(2 * VIEWS.size());
        for (String view : VIEWS) {
            assertThat(Rows.of(reader, "select * from " + view).rows()).as(view).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from job",
                "select sha256 from api_key",
                "select bytes from blob_chunk",
                "insert into job_event (job_id) values ('x')",
                "update v_event set type = 'log'",
                "delete from v_metric",
                "truncate job",
                "drop view v_job",
                "create table mine (x int)",
                "create temporary table mine (x int)",
                "select lo_creat(-1)",
                "select lo_create(0)",
                "select lo_from_bytea(0, 'x')",
                "create or replace view v_job as select 1",
                "set role postgres",
                "select pg_read_file('/etc/passwd')",
                "copy v_job to program 'cat'"
            })
    void isDeniedEverythingElseEvenWhenItAsksForReadWrite(String statement) throws SQLException {
        try (Statement session = reader.createStatement()) {
            session.execute("set default_transaction_read_only = off");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> session.execute(statement))
                    .satisfies(denied -> assertThat(denied.getSQLState())
                            .as(denied.getMessage())
                            .isEqualTo(DENIED));
        }
    }

    @Test
    void isReadOnlyAndPatientForHalfAMinuteFromTheStart() throws SQLException {
        assertThat(Rows.of(reader, "show transaction_read_only").rows().getFirst())
                .containsValue("on");
        assertThat(Rows.of(reader, "show statement_timeout").rows().getFirst()).containsValue("30s");
    }

    @Test
    void hasNoRightToPassOn() throws SQLException {
        Rows role = Rows.of(
                reader,
                "select rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls as may, rolconnlimit"
                        + " from pg_roles where rolname = current_user");
        assertThat(role.rows().getFirst()).containsEntry("may", false).containsEntry("rolconnlimit", 20);
    }
}
