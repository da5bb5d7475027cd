package dev.trainyard.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.springframework.stereotype.Component;

/**
 * Lets dashboards read: each start grants the role {@value #ROLE}, where a PostgreSQL has it, SELECT on the views {@code v_…}. They are
 * read with the rights of who owns them, so the role needs no right on any table. Who makes the role: {@code grafana/postgres/reader.sh}.
 */
@Component
class ReaderGrants implements Callback {
    static final String ROLE = "trainyard_reader";

    /** One node at a time, or two that start together fail on the same row of the catalogue. */
    private static final String GRANT = """
        do $$
        declare
            granted record;
        begin
            if exists (select from pg_roles where rolname = '%1$s') then
                perform pg_advisory_xact_lock(hashtext('%1$s'));
                for granted in
                    select schemaname, viewname from pg_views
                    where schemaname = current_schema() and viewname like 'v\\_%%' and viewowner = current_user
                loop
                    execute format('grant select on %%I.%%I to %1$s', granted.schemaname, granted.viewname);
                end loop;
            end if;
        end $$
        """.formatted(ROLE);

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        Connection connection = context.getConnection();
        try {
            if (!"PostgreSQL".equals(connection.getMetaData().getDatabaseProductName())) {
                return;
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute(GRANT);
            }
        } catch (SQLException e) {
            throw new FlywayException("Could not let " + ROLE + " read the views", e);
        }
    }

    @Override
    public String getCallbackName() {
        return "readerGrants";
    }
}
