package dev.trainyard.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Writes what runs tell, in a transaction that holds the job's row. */
@Component
class JournalRows {
    private final JdbcClient database;
    private final JdbcTemplate statements;
    private final JsonMapper json;
    private final JobMetrics metrics;
    private final JobEvents events;
    private final LayerRows layers;
    private final FindingRows findings;

    JournalRows(
            JdbcClient database,
            JdbcTemplate statements,
            JsonMapper json,
            JobMetrics metrics,
            JobEvents events,
            LayerRows layers,
            FindingRows findings) {
        this.database = database;
        this.statements = statements;
        this.json = json;
        this.metrics = metrics;
        this.events = events;
        this.layers = layers;
        this.findings = findings;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void write(Claim claim, Journal.Page page) {
        metrics.add(claim, page.metrics);
        digests(claim, page.digests);
        RunProgress progress = page.progress;
        if (progress != null) {
            progress(claim, progress);
        }
        events.append(claim.job(), page.news);
        layers.add(claim, page.layers);
        findings.add(claim, page.findings);
    }

    /** Forgets the numbers beyond the place that a training goes back to; what was found on the way stays. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forgetNumbersAfter(String job, long step, int epoch) {
        metrics.forgetAfter(job, step, epoch, step);
        layers.forgetAfter(job, step);
    }

    /** Forgets all beyond the place that a resume goes back to; {@code told} as in {@link JobMetrics#forgetAfter}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forgetAfter(String job, long step, int epoch, long told) {
        metrics.forgetAfter(job, step, epoch, told);
        layers.forgetAfter(job, step);
        findings.forgetAfter(job, step);
    }

    private void digests(Claim claim, List<Journal.Digest> digests) {
        statements.batchUpdate(
                "insert into job_epoch (job_id, tenant, epoch, step, weights_sha256) values (?, ?, ?, ?, ?)",
                digests.stream()
                        .map(digest -> new Object[] {
                            claim.job(), claim.tenant(), digest.epoch(), digest.step(), digest.sha256()
                        })
                        .toList());
    }

    private void progress(Claim claim, RunProgress progress) {
        database.sql("""
            update job set epoch = :epoch, step = :step, steps = :steps, batch_size = :batch, training_rows = :rows,
                samples_per_second = :pace, eta_seconds = :eta,
                latest_metrics = coalesce(:latest, latest_metrics), best_metrics = coalesce(:best, best_metrics)
            where id = :job\
            """)
                .param("epoch", progress.epoch())
                .param("step", progress.step())
                .param("steps", progress.steps())
                .param("batch", progress.batchSize())
                .param("rows", progress.trainingRows())
                .param("pace", progress.samplesPerSecond())
                .param("eta", progress.etaSeconds())
                .param("latest", json(progress.latest()))
                .param("best", json(progress.best()))
                .param("job", claim.job())
                .update();
    }

    private @Nullable String json(@Nullable EpochMetrics metrics) {
        return metrics == null ? null : json.writeValueAsString(metrics);
    }
}
