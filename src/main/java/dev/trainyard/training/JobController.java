package dev.trainyard.training;

import dev.trainyard.web.Cursor;
import dev.trainyard.web.Etag;
import dev.trainyard.web.Page;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import dev.trainyard.web.Tenant;
import dev.trainyard.web.Text;
import dev.trainyard.web.Wait;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/jobs")
class JobController {
    private static final String METADATA = "metadata.";

    private final Submissions submissions;
    private final TrainingJobs jobs;

    JobController(Submissions submissions, TrainingJobs jobs) {
        this.submissions = submissions;
        this.jobs = jobs;
    }

    /** Queues a job, or with {@code validate_only} says what it would be. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> submit(
            Tenant tenant,
            @RequestBody JobRequest request,
            @RequestParam(name = "validate_only", defaultValue = "false") boolean validateOnly,
            Wait wait) {
        if (validateOnly) {
            return ResponseEntity.ok(submissions.check(tenant, request));
        }
        return finished(tenant, submissions.submit(tenant, request), wait);
    }

    /** The answer to a submission after the wait that the client asked for: 200 if the job has ended by then. */
    ResponseEntity<JobView> finished(Tenant tenant, ResponseEntity<JobView> accepted, Wait wait) {
        JobView submitted = accepted.getBody();
        if (wait.atMost().isZero() || submitted == null) {
            return accepted;
        }
        Job job = jobs.await(
                tenant, submitted.id(), wait, latest -> latest.status().terminal());
        return ResponseEntity.status(job.status().terminal() ? 200 : 202)
                .headers(accepted.getHeaders())
                .body(jobs.view(job));
    }

    @GetMapping
    Page<JobView> list(
            Tenant tenant,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam Map<String, String> parameters,
            Cursor cursor) {
        Map<String, String> metadata = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            if (name.startsWith(METADATA)) {
                metadata.put(name.substring(METADATA.length()), value);
            }
        });
        return jobs.list(tenant, status == null ? null : status(status), metadata, cursor);
    }

    @GetMapping("/{id}")
    ResponseEntity<JobView> get(Tenant tenant, @PathVariable String id, Wait wait) {
        return answer(jobs.await(tenant, id, wait, job -> job.status().terminal()));
    }

    @PostMapping("/{id}/cancel")
    ResponseEntity<JobView> cancel(Tenant tenant, @PathVariable String id) {
        return answer(jobs.cancel(tenant, id));
    }

    @PostMapping("/{id}/pause")
    ResponseEntity<JobView> pause(Tenant tenant, @PathVariable String id) {
        return answer(jobs.pause(tenant, id));
    }

    @PostMapping("/{id}/resume")
    ResponseEntity<JobView> resume(Tenant tenant, @PathVariable String id) {
        return answer(jobs.resume(tenant, id));
    }

    @PatchMapping("/{id}")
    ResponseEntity<JobView> change(Tenant tenant, @PathVariable String id, @RequestBody JobChange change) {
        return answer(jobs.prioritize(tenant, id, change.priority()));
    }

    private ResponseEntity<JobView> answer(Job job) {
        JobView view = jobs.view(job);
        return ResponseEntity.ok().eTag(Etag.of(view)).body(view);
    }

    private static JobStatus status(String word) {
        try {
            return JobStatus.of(word);
        } catch (IllegalArgumentException e) {
            throw Problem.of(
                            ProblemCode.INVALID_REQUEST,
                            "The parameter \"status\" is no status of a job: " + Text.quoted(word) + ".")
                    .at("status", "must be one of queued, running, paused, succeeded, failed, cancelled");
        }
    }
}
