package dev.trainyard.training;

import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import dev.trainyard.web.Tenant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/jobs/{id}/metrics")
class MetricController {
    static final String CSV_COLUMNS = "name,split,epoch,step,value,time";

    private static final String POINTS = "320";
    private static final int FEWEST_POINTS = 4;
    private static final int MOST_POINTS = 10_000;

    private final TrainingJobs jobs;
    private final JobMetrics metrics;

    MetricController(TrainingJobs jobs, JobMetrics metrics) {
        this.jobs = jobs;
        this.metrics = metrics;
    }

    /** A flat list, as dashboards want it. */
    record MetricList(List<JobMetric> data) {}

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    MetricList list(
            Tenant tenant,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String split,
            @RequestParam(name = "max_points", defaultValue = POINTS) int maxPoints) {
        return new MetricList(curves(tenant, id, name, split, maxPoints));
    }

    @GetMapping(produces = "text/csv")
    String csv(
            Tenant tenant,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String split,
            @RequestParam(name = "max_points", defaultValue = POINTS) int maxPoints) {
        StringBuilder csv = new StringBuilder(CSV_COLUMNS + "\r\n");
        for (JobMetric metric : curves(tenant, id, name, split, maxPoints)) {
            csv.append(cells(metric)).append("\r\n");
        }
        return csv.toString();
    }

    /** The cells of {@link #CSV_COLUMNS}. */
    static String cells(JobMetric metric) {
        return String.join(
                ",",
                metric.name(),
                metric.split().word(),
                String.valueOf(metric.epoch()),
                String.valueOf(metric.step()),
                String.valueOf(metric.value()),
                metric.time().toString());
    }

    private List<JobMetric> curves(
            Tenant tenant, String id, @Nullable String name, @Nullable String split, int maxPoints) {
        Job job = jobs.find(tenant, id);
        requirePoints(maxPoints);
        return metrics.curves(job.id(), name, split == null ? null : split(split), maxPoints);
    }

    static void requirePoints(int maxPoints) {
        if (maxPoints < FEWEST_POINTS || maxPoints > MOST_POINTS) {
            throw invalid("max_points", "must be from " + FEWEST_POINTS + " to " + MOST_POINTS + ", not " + maxPoints);
        }
    }

    static JobMetric.Split split(String word) {
        return switch (word) {
            case "train" -> JobMetric.Split.TRAIN;
            case "validation" -> JobMetric.Split.VALIDATION;
            default -> throw invalid("split", "must be train or validation");
        };
    }

    private static Problem invalid(String parameter, String detail) {
        return Problem.of(ProblemCode.INVALID_REQUEST, "The parameter \"" + parameter + "\" " + detail + ".")
                .at(parameter, detail);
    }
}
