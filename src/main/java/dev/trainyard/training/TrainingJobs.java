package dev.trainyard.training;

import dev.trainyard.web.Cursor;
import dev.trainyard.web.Page;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import dev.trainyard.web.Tenant;
import dev.trainyard.web.Wait;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What users do with jobs. Repeating a command changes nothing; one that the status does not allow is a 409 that names it. */
@Component
class TrainingJobs {
    /** A running job obeys within a batch; the answer waits a little so that it can say so. */
    private static final Wait OBEDIENCE = new Wait(Duration.ofSeconds(2));

    private final JobRepository repository;
    private final JobSearch search;
    private final JobQueue queue;
    private final JobMoves moves;
    private final Leases leases;
    private final Workers workers;
    private final StatusChanges changes;

    TrainingJobs(
            JobRepository repository,
            JobSearch search,
            JobQueue queue,
            JobMoves moves,
            Leases leases,
            Workers workers,
            StatusChanges changes) {
        this.repository = repository;
        this.search = search;
        this.queue = queue;
        this.moves = moves;
        this.leases = leases;
        this.workers = workers;
        this.changes = changes;
    }

    /** @throws Problem 404 if the tenant has no such job */
    Job find(Tenant tenant, String id) {
        return repository.findByTenantAndId(tenant.id(), id).orElseThrow(() -> Problem.notFound("job", id));
    }

    /** The job once it is so, or as it is when the wait is over; what this node makes of it is seen at once. */
    Job await(Tenant tenant, String id, Wait wait, Predicate<Job> so) {
        return wait.until(() -> find(tenant, id), so, changes.of(id));
    }

    JobView view(Job job) {
        return JobView.of(job, job.status() == JobStatus.QUEUED ? queue.position(job) : null);
    }

    Page<JobView> list(Tenant tenant, @Nullable JobStatus status, Map<String, String> metadata, Cursor cursor) {
        Page<Job> page = Page.of(search.find(tenant, status, metadata, cursor), cursor, Job::id);
        boolean waits = page.data().stream().anyMatch(job -> job.status() == JobStatus.QUEUED);
        Map<String, Integer> positions = waits ? queue.positions() : Map.of();
        return page.map(job -> JobView.of(job, positions.get(job.id())));
    }

    /** Ends a job; what it has learnt stays. */
    Job cancel(Tenant tenant, String id) {
        while (true) {
            Job job = find(tenant, id);
            boolean done = switch (job.status()) {
                case CANCELLED -> true;
                case QUEUED, PAUSED -> moves.cancel(id, job.status());
                case RUNNING -> wish(job, Wish.CANCEL);
                case SUCCEEDED, FAILED -> throw illegal(job, Move.CANCEL);
            };
            if (done) {
                return obeyed(tenant, id);
            }
        }
    }

    /** Stops a running job where it is; {@link #resume} lets it go on. */
    Job pause(Tenant tenant, String id) {
        while (true) {
            Job job = find(tenant, id);
            boolean done = switch (job.status()) {
                case PAUSED -> true;
                case RUNNING -> {
                    if (job.wish() == Wish.CANCEL) {
                        throw Problem.of(ProblemCode.ILLEGAL_TRANSITION, "cannot pause a job that is being cancelled");
                    }
                    yield wish(job, Wish.PAUSE);
                }
                case QUEUED, SUCCEEDED, FAILED, CANCELLED -> throw illegal(job, Move.PAUSE);
            };
            if (done) {
                return obeyed(tenant, id);
            }
        }
    }

    Job resume(Tenant tenant, String id) {
        while (true) {
            Job job = find(tenant, id);
            boolean done = switch (job.status()) {
                case QUEUED -> true;
                case RUNNING -> job.wish() == null || wish(job, null);
                case PAUSED -> moves.resume(id);
                case SUCCEEDED, FAILED, CANCELLED -> throw illegal(job, Move.RESUME);
            };
            if (done) {
                workers.wake();
                return find(tenant, id);
            }
        }
    }

    /** Moves a job to the end of its tenant's part of another priority. */
    Job prioritize(Tenant tenant, String id, int priority) {
        Job job = find(tenant, id);
        if (job.priority() != priority && !moves.prioritize(id, priority, queue.turn(tenant.id(), priority))) {
            String detail = "cannot prioritize a job that is "
                    + find(tenant, id).status().word();
            throw Problem.of(ProblemCode.ILLEGAL_TRANSITION, detail);
        }
        return find(tenant, id);
    }

    private boolean wish(Job job, @Nullable Wish wish) {
        if (job.wish() == wish) {
            return true;
        }
        boolean noted = wish == null ? moves.withdrawPause(job.id()) : moves.wish(job.id(), wish);
        if (noted) {
            leases.tell(job.id(), wish);
        }
        return noted;
    }

    private Job obeyed(Tenant tenant, String id) {
        return await(tenant, id, OBEDIENCE, job -> job.status() != JobStatus.RUNNING || job.wish() == null);
    }

    private static Problem illegal(Job job, Move move) {
        return Problem.of(ProblemCode.ILLEGAL_TRANSITION, new IllegalMove(job.status(), move).getMessage() + ".");
    }
}
