package dev.trainyard.training;

import dev.trainyard.engine.inspect.finding.Finding;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The findings of all jobs; written in a transaction that holds the job's row, together with their events. */
@Component
class FindingRows {
    private final JdbcClient database;
    private final JobEvents events;
    private final ServiceMetrics metrics;
    private final JsonMapper json;

    FindingRows(JdbcClient database, JobEvents events, ServiceMetrics metrics, JsonMapper json) {
        this.database = database;
        this.events = events;
        this.metrics = metrics;
        this.json = json;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Claim claim, List<FindingNews> news) {
        news.forEach(one -> add(claim, one));
    }

    /** Forgets what was found beyond the step that a resume goes back to. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forgetAfter(String job, long step) {
        database.sql("delete from finding where job_id = :job and step > :step")
                .param("job", job)
                .param("step", step)
                .update();
    }

    /** All of a job, in the order they were made. */
    List<FindingView> of(String job) {
        return database.sql("select * from finding where job_id = :job order by step, time, code, layer")
                .param("job", job)
                .query((row, number) -> FindingView.of(
                        row.getString("code"),
                        row.getString("layer"),
                        row.getInt("epoch"),
                        row.getLong("step"),
                        row.getString("evidence"),
                        row.getString("row_numbers"),
                        FindingAction.of(row.getString("action")),
                        row.getObject("time", OffsetDateTime.class).toInstant()))
                .list();
    }

    private void add(Claim claim, FindingNews news) {
        FindingView view = view(news);
        String layer = view.layer() == null ? "" : view.layer();
        if (known(claim.job(), view.code(), layer)) {
            return;
        }
        database.sql("""
            insert into finding (job_id, tenant, code, severity, layer, epoch, step, action, evidence, row_numbers, time)
            values (:job, :tenant, :code, :severity, :layer, :epoch, :step, :action, :evidence, :rows, :time)\
            """)
                .param("job", claim.job())
                .param("tenant", claim.tenant())
                .param("code", view.code())
                .param("severity", view.severity())
                .param("layer", layer)
                .param("epoch", view.epoch())
                .param("step", view.step())
                .param("action", view.action().word())
                .param("evidence", view.evidence())
                .param("rows", view.rows())
                .param("time", OffsetDateTime.ofInstant(view.time(), ZoneOffset.UTC))
                .update();
        events.append(claim.job(), JobEvent.Type.FINDING, view);
        metrics.found(news.finding().code());
    }

    private boolean known(String job, String code, String layer) {
        return database.sql("select count(*) from finding where job_id = :job and code = :code and layer = :layer")
                        .param("job", job)
                        .param("code", code)
                        .param("layer", layer)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private FindingView view(FindingNews news) {
        Finding finding = news.finding();
        Instant time = news.time();
        return FindingView.of(
                finding.code().word(),
                finding.layer() == null ? "" : finding.layer(),
                finding.epoch(),
                finding.step(),
                json.writeValueAsString(finding.evidence()),
                json.writeValueAsString(finding.rows()),
                news.action(),
                time);
    }
}
