package dev.trainyard.training;

import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import dev.trainyard.web.Tenant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/jobs/{id}/layers")
class LayerController {
    private static final String POINTS = "200";
    private static final int FEWEST_POINTS = 2;
    private static final int MOST_POINTS = 10_000;

    private final TrainingJobs jobs;
    private final LayerSeries series;

    LayerController(TrainingJobs jobs, LayerSeries series) {
        this.jobs = jobs;
        this.series = series;
    }

    /** Flat lists, as dashboards want them. */
    record LayerAnswer(
            List<LayerPoint> data,
            List<LayerSeries.SamplePoint> samples,
            List<LayerSeries.SpectrumPoint> spectra,
            List<LayerSeries.CurvaturePoint> curvatures) {}

    @GetMapping
    LayerAnswer list(
            Tenant tenant,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String layer,
            @RequestParam(name = "max_points", defaultValue = POINTS) int maxPoints) {
        Job job = jobs.find(tenant, id);
        if (maxPoints < FEWEST_POINTS || maxPoints > MOST_POINTS) {
            String detail = "must be from " + FEWEST_POINTS + " to " + MOST_POINTS + ", not " + maxPoints;
            throw Problem.of(ProblemCode.INVALID_REQUEST, "The parameter \"max_points\" " + detail + ".")
                    .at("max_points", detail);
        }
        LayerSeries.Flow flow = series.flow(job.id(), maxPoints);
        return new LayerAnswer(
                flow.points().stream()
                        .filter(point -> layer == null || layer.equals(point.layer()))
                        .toList(),
                flow.samples().stream().map(LayerSeries.SamplePoint::of).toList(),
                series.spectra(job.id()),
                series.curvatures(job.id()));
    }
}
