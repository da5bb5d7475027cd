package dev.trainyard.rig;

import java.util.List;

/**
 * Triggers in PostgreSQL that hold every write of a run against the job's row at the very moment: the job runs, the transaction has taken
 * its row, and the connection is one of the process that made the claim. Whoever writes otherwise is noted, and not hindered.
 */
final class WriteWatch {
    /** The tables that only a run writes; of {@code job} and {@code job_event} it shares rows with others. */
    private static final List<String> TABLES = List.of(
            "checkpoint",
            "job_metric",
            "job_epoch",
            "flow_sample",
            "layer_stat",
            "layer_spectrum",
            "curvature",
            "finding");

    private static final String NOTES = """
        create table rig_claim (job_id text, fence bigint, process text, primary key (job_id, fence));
        create table rig_violation (what text);
        create sequence rig_writes;
        create function rig_note(what text, written text) returns void language sql as $$
            insert into rig_violation values (what || ' by ' || current_setting('application_name') || ': ' || written)
        $$;
        """;
    private static final String RUN = """
        create function rig_run() returns trigger language plpgsql as $$
        declare
            holds boolean;
            written record := coalesce(new, old);
        begin
            perform nextval('rig_writes');
            select j.status = 'running' and j.xmin = pg_current_xact_id()::xid and c.process = current_setting('application_name')
                into holds from job j join rig_claim c on c.job_id = j.id and c.fence = j.fence where j.id = written.job_id;
            if holds is not true then
                perform rig_note('stale ' || tg_op || ' of ' || tg_table_name, written::text);
            end if;
            return null;
        end $$;
        """;
    private static final String JOB = """
        create function rig_job() returns trigger language plpgsql as $$
        begin
            perform nextval('rig_writes');
            if old.finished_at is not null and new.status <> old.status then
                perform rig_note('terminal status changed', old::text);
            end if;
            if new.fence <> old.fence then
                insert into rig_claim values (new.id, new.fence, current_setting('application_name'));
                if new.fence <> old.fence + 1 or old.status <> 'queued' or new.status <> 'running' then
                    perform rig_note('claim of what was not free', old::text);
                end if;
            elsif (new.operation, new.epoch, new.step, new.latest_metrics, new.best_metrics, new.checkpoint_id,
                    new.best_checkpoint_id, new.weights_sha256) is distinct from (old.operation, old.epoch, old.step,
                    old.latest_metrics, old.best_metrics, old.checkpoint_id, old.best_checkpoint_id, old.weights_sha256)
                    and (old.status <> 'running' or not exists (select 1 from rig_claim c where c.job_id = old.id
                        and c.fence = old.fence and c.process = current_setting('application_name'))) then
                perform rig_note('stale progress', new::text);
            end if;
            return null;
        end $$;
        create trigger rig_watch after update on job for each row execute function rig_job();
        create trigger rig_watch after insert on job_event for each row when (new.type <> 'status') execute function rig_run();
        """;

    private WriteWatch() {}

    /** Watches a database that has its tables and no jobs. */
    static void over(Ledger ledger) {
        ledger.update(NOTES + RUN + JOB);
        TABLES.forEach(table -> ledger.update("create trigger rig_watch after insert or update or delete on " + table
                + " for each row execute function rig_run()"));
    }

    static boolean isOver(Ledger ledger) {
        return ledger.count("select count(*) from information_schema.tables where table_name = 'rig_violation'") > 0;
    }

    /** What was written by whom it was not due, each a text. */
    static List<List<String>> violations(Ledger ledger) {
        return ledger.rows("select what from rig_violation");
    }

    /** How many writes were looked at. */
    static long writes(Ledger ledger) {
        return ledger.count("select last_value from rig_writes");
    }
}
