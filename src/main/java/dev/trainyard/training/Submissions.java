package dev.trainyard.training;

import dev.trainyard.dataset.Datasets;
import dev.trainyard.web.Idempotency;
import dev.trainyard.web.Ids;
import dev.trainyard.web.JsonRecords;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import dev.trainyard.web.Tenant;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** Takes jobs in. The job, its event and the answer that acknowledges it are one transaction. */
@Component
class Submissions {
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final JobPlanner planner;
    private final Datasets datasets;
    private final JobQueue queue;
    private final JobEvents events;
    private final TrainingJobs jobs;
    private final Workers workers;
    private final Idempotency idempotency;
    private final Ids ids;
    private final JsonRecords records;
    private final JdbcClient database;
    private final TransactionOperations transactions;
    private final TrainingProperties properties;
    private final ServiceMetrics metrics;

    Submissions(
            JobPlanner planner,
            Datasets datasets,
            JobQueue queue,
            JobEvents events,
            TrainingJobs jobs,
            Workers workers,
            Idempotency idempotency,
            Ids ids,
            JsonRecords records,
            JdbcClient database,
            TransactionOperations transactions,
            TrainingProperties properties,
            ServiceMetrics metrics) {
        this.planner = planner;
        this.datasets = datasets;
        this.queue = queue;
        this.events = events;
        this.jobs = jobs;
        this.workers = workers;
        this.idempotency = idempotency;
        this.ids = ids;
        this.records = records;
        this.database = database;
        this.transactions = transactions;
        this.properties = properties;
        this.metrics = metrics;
    }

    /**
     * Checks a job and puts it into the queue.
     *
     * @throws Problem if it would fail for a reason that can be known now
     */
    ResponseEntity<JobView> submit(Tenant tenant, JobRequest request) {
        PlannedJob planned = planner.plan(tenant, request);
        ResponseEntity<JobView> accepted =
                Objects.requireNonNull(transactions.execute(status -> accept(tenant, planned)));
        metrics.submitted();
        workers.wake();
        return accepted;
    }

    /** Checks a job and answers the definition it would have, as it travels. */
    JsonNode check(Tenant tenant, JobRequest request) {
        return records.write(planner.plan(tenant, request).definition());
    }

    private ResponseEntity<JobView> accept(Tenant tenant, PlannedJob planned) {
        JobDefinition definition = planned.definition();
        datasets.hold(tenant.id(), definition.dataset());
        String judges = definition.validation().dataset();
        if (judges != null) {
            datasets.hold(tenant.id(), judges);
        }
        requireRoom(tenant);
        String id = ids.next("job");
        insert(id, tenant, planned);
        definition.metadata().forEach((name, content) -> label(id, tenant, name, content));
        events.status(id);
        JobView view = jobs.view(jobs.find(tenant, id));
        ResponseEntity<JobView> accepted =
                ResponseEntity.accepted().location(URI.create("/v1/jobs/" + id)).body(view);
        idempotency.settle(accepted);
        return accepted;
    }

    private void requireRoom(Tenant tenant) {
        long waiting = queue.length(tenant.id());
        if (waiting >= properties.queueLimit()) {
            throw Problem.of(
                            ProblemCode.QUEUE_FULL,
                            "At most " + properties.queueLimit() + " jobs may wait; there are " + waiting + ".")
                    .retryAfter(RETRY);
        }
    }

    private void insert(String id, Tenant tenant, PlannedJob planned) {
        JobDefinition definition = planned.definition();
        database.sql("""
            insert into job (id, tenant, kind, status, priority, turn, dataset_id, validation_dataset_id, model_id, definition, threads, bytes,
                created_at, queued_at, fence, operation, attempt, strikes, epochs, epoch, step, event_sequence)
            values (:id, :tenant, 'training', 'queued', :priority, :turn, :dataset, :judges, :model, :definition, :threads, :bytes,
                current_timestamp, current_timestamp, 0, 0, 0, 0, :epochs, 0, 0, 0)\
            """)
                .param("id", id)
                .param("tenant", tenant.id())
                .param("priority", planned.priority())
                .param("turn", queue.turn(tenant.id(), planned.priority()))
                .param("dataset", definition.dataset())
                .param("judges", definition.validation().dataset())
                .param("model", definition.modelId())
                .param("definition", records.write(definition).toString())
                .param("threads", planned.threads())
                .param("bytes", planned.bytes())
                .param("epochs", definition.epochs())
                .update();
    }

    private void label(String id, Tenant tenant, String name, String content) {
        database.sql("insert into job_metadata (job_id, tenant, name, content) values (:id, :tenant, :name, :content)")
                .param("id", id)
                .param("tenant", tenant.id())
                .param("name", name)
                .param("content", content)
                .update();
    }
}
