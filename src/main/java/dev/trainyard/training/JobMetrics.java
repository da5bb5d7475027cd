package dev.trainyard.training;

import dev.trainyard.engine.inspect.finding.EpochCurve;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The numbers of all runs, each once: a key is (job, name, split, step). */
@Component
class JobMetrics {
    static final String BATCH_LOSS = "batch_loss";
    static final String LEARNING_RATE = "learning_rate";
    static final String GRADIENT_NORM = "gradient_norm";

    /** Told of single steps; all others are of whole epochs. */
    private static final List<String> OF_STEPS = List.of(BATCH_LOSS, LEARNING_RATE, GRADIENT_NORM);

    private final JdbcClient database;
    private final JdbcTemplate statements;

    JobMetrics(JdbcClient database, JdbcTemplate statements) {
        this.database = database;
        this.statements = statements;
    }

    /** Adds numbers of a run; the transaction holds the job's row under the claim's fence. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Claim claim, List<JobMetric> metrics) {
        List<Object[]> rows = metrics.stream()
                .map(metric -> new Object[] {
                    claim.job(),
                    claim.tenant(),
                    metric.name(),
                    metric.split().word(),
                    metric.step(),
                    metric.epoch(),
                    metric.value(),
                    OffsetDateTime.ofInstant(metric.time(), ZoneOffset.UTC),
                    metric.samples(),
                    metric.seconds()
                })
                .toList();
        statements.batchUpdate(
                "insert into job_metric (job_id, tenant, name, split, step, epoch, metric_value, time, samples,"
                        + " seconds) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
    }

    /**
     * Forgets what lies beyond the step and the completed epochs that a resume goes back to.
     *
     * @param told the last step of which points of single steps are told there, see {@link StepSeries#toldBefore}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forgetAfter(String job, long step, int epoch, long told) {
        database.sql("""
            delete from job_metric where job_id = :job
                and (step > :step or (step > :told and name in (:ofSteps)) or (epoch > :epoch and name not in (:ofSteps)))\
            """)
                .param("job", job)
                .param("step", step)
                .param("told", told)
                .param("epoch", epoch)
                .param("ofSteps", OF_STEPS)
                .update();
        database.sql("delete from job_epoch where job_id = :job and epoch > :epoch")
                .param("job", job)
                .param("epoch", epoch)
                .update();
    }

    /** The curves of a job, each thinned to at most {@code mostPoints}; null names and splits mean all. */
    List<JobMetric> curves(String job, @Nullable String name, JobMetric.@Nullable Split split, int mostPoints) {
        Map<String, List<JobMetric>> curves = new LinkedHashMap<>();
        for (JobMetric metric : read(job, name, split)) {
            curves.computeIfAbsent(metric.name() + ' ' + metric.split(), key -> new ArrayList<>())
                    .add(metric);
        }
        return curves.values().stream()
                .flatMap(curve -> Downsampling.of(curve, mostPoints).stream())
                .toList();
    }

    /** The numbers of whole epochs, in their order. */
    List<EpochCurve> epochs(String job) {
        Map<Integer, List<JobMetric>> epochs = new TreeMap<>();
        for (JobMetric metric : read(job, null, null)) {
            if (!OF_STEPS.contains(metric.name())) {
                epochs.computeIfAbsent(metric.epoch(), epoch -> new ArrayList<>())
                        .add(metric);
            }
        }
        return epochs.entrySet().stream()
                .map(epoch -> EpochCurve.of(
                        epoch.getKey(),
                        epoch.getValue().getFirst().step(),
                        values(epoch.getValue(), JobMetric.Split.TRAIN),
                        values(epoch.getValue(), JobMetric.Split.VALIDATION)))
                .toList();
    }

    private static Map<String, Double> values(List<JobMetric> metrics, JobMetric.Split split) {
        Map<String, Double> values = new LinkedHashMap<>();
        metrics.stream()
                .filter(metric -> metric.split() == split)
                .forEach(metric -> values.put(metric.name(), metric.value()));
        return values;
    }

    private List<JobMetric> read(String job, @Nullable String name, JobMetric.@Nullable Split split) {
        return database.sql("""
            select name, split, epoch, step, metric_value, time, samples, seconds from job_metric
            where job_id = :job and (cast(:name as varchar) is null or name = :name) and (cast(:split as varchar) is null or split = :split)
            order by name, split, step\
            """)
                .param("job", job)
                .param("name", name)
                .param("split", split == null ? null : split.word())
                .query((row, number) -> new JobMetric(
                        row.getString("name"),
                        JobMetric.Split.of(row.getString("split")),
                        row.getInt("epoch"),
                        row.getLong("step"),
                        row.getDouble("metric_value"),
                        row.getObject("time", OffsetDateTime.class).toInstant(),
                        row.getObject("samples", Long.class),
                        row.getObject("seconds", Double.class)))
                .list();
    }
}
