package dev.trainyard.training;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import dev.trainyard.web.Tenant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The curves of several jobs in one answer, to compare them by steps, rows or seconds. */
@RestController
@RequestMapping("/v1/metrics")
class ComparisonController {
    private static final String POINTS = "320";
    private static final int MOST_JOBS = 20;

    private final TrainingJobs jobs;
    private final JobMetrics metrics;

    ComparisonController(TrainingJobs jobs, JobMetrics metrics) {
        this.jobs = jobs;
        this.metrics = metrics;
    }

    /** A point of a job's curve. */
    record ComparedMetric(String job, @JsonUnwrapped JobMetric metric) {}

    /** A flat list: the jobs in the order of the request, each by name, split and step. */
    record Comparison(List<ComparedMetric> data) {}

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Comparison compare(
            Tenant tenant,
            @RequestParam("jobs") String ids,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String split,
            @RequestParam(name = "max_points", defaultValue = POINTS) int maxPoints) {
        return new Comparison(curves(tenant, ids, name, split, maxPoints));
    }

    @GetMapping(produces = "text/csv")
    String csv(
            Tenant tenant,
            @RequestParam("jobs") String ids,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String split,
            @RequestParam(name = "max_points", defaultValue = POINTS) int maxPoints) {
        StringBuilder csv = new StringBuilder("job," + MetricController.CSV_COLUMNS + ",samples,seconds\r\n");
        for (ComparedMetric point : curves(tenant, ids, name, split, maxPoints)) {
            JobMetric metric = point.metric();
            csv.append(point.job())
                    .append(',')
                    .append(MetricController.cells(metric))
                    .append(',')
                    .append(metric.samples() == null ? "" : metric.samples())
                    .append(',')
                    .append(metric.seconds() == null ? "" : metric.seconds())
                    .append("\r\n");
        }
        return csv.toString();
    }

    private List<ComparedMetric> curves(
            Tenant tenant, String ids, @Nullable String name, @Nullable String split, int maxPoints) {
        List<String> wanted = Arrays.stream(ids.split(",", -1)).distinct().toList();
        if (wanted.size() > MOST_JOBS) {
            String detail = "must be at most " + MOST_JOBS + " ids of jobs, not " + wanted.size();
            throw Problem.of(ProblemCode.INVALID_REQUEST, "The parameter \"jobs\" " + detail + ".")
                    .at("jobs", detail);
        }
        MetricController.requirePoints(maxPoints);
        JobMetric.Split side = split == null ? null : MetricController.split(split);
        return wanted.stream()
                .map(id -> jobs.find(tenant, id))
                .flatMap(job -> metrics.curves(job.id(), name, side, maxPoints).stream()
                        .map(metric -> new ComparedMetric(job.id(), metric)))
                .toList();
    }
}
