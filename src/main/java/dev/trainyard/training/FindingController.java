package dev.trainyard.training;

import dev.trainyard.web.Tenant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/jobs/{id}/findings")
class FindingController {
    private final TrainingJobs jobs;
    private final FindingRows findings;

    FindingController(TrainingJobs jobs, FindingRows findings) {
        this.jobs = jobs;
        this.findings = findings;
    }

    /** All of a job, oldest first. */
    record FindingList(List<FindingView> data) {}

    @GetMapping
    FindingList list(Tenant tenant, @PathVariable String id) {
        return new FindingList(findings.of(jobs.find(tenant, id).id()));
    }
}
