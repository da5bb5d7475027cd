package dev.trainyard.training;

import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import dev.trainyard.web.Tenant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
        List<LayerPoint> points = thinned(series.points(job.id(), layer), maxPoints);
        Set<Long> steps = points.stream().map(LayerPoint::step).collect(Collectors.toSet());
        return new LayerAnswer(
                points,
                series.samples(job.id()).stream()
                        .filter(sample -> steps.contains(sample.step()))
                        .map(LayerSeries.SamplePoint::of)
                        .toList(),
                series.spectra(job.id()),
                series.curvatures(job.id()));
    }

    /** At most so many steps, evenly chosen, with the first, the last, and those where something was not finite. */
    private static List<LayerPoint> thinned(List<LayerPoint> points, int most) {
        Map<Long, List<LayerPoint>> steps = new LinkedHashMap<>();
        points.forEach(point ->
                steps.computeIfAbsent(point.step(), step -> new ArrayList<>()).add(point));
        List<List<LayerPoint>> all = List.copyOf(steps.values());
        if (all.size() <= most) {
            return points;
        }
        List<LayerPoint> chosen = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            boolean even = (long) i * (most - 1) / (all.size() - 1) != (long) (i - 1) * (most - 1) / (all.size() - 1);
            if (i == 0 || even || all.get(i).stream().anyMatch(point -> point.nonFinite() > 0)) {
                chosen.addAll(all.get(i));
            }
        }
        return chosen;
    }
}
