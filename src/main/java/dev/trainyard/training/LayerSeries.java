package dev.trainyard.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.trainyard.engine.inspect.Curvature;
import dev.trainyard.engine.inspect.FlowSample;
import dev.trainyard.engine.inspect.LayerFlow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what runs saw in their layers. */
@Component
class LayerSeries {
    private final JdbcClient database;

    LayerSeries(JdbcClient database) {
        this.database = database;
    }

    /** Singular values of one weight matrix after an epoch; terms as in {@link dev.trainyard.engine.inspect.Spectrum}. */
    record SpectrumPoint(
            String parameter,
            int epoch,
            long step,
            int rows,
            int columns,
            double largest,
            double smallest,
            double condition,
            double stableRank,
            boolean exact) {}

    /** The largest eigenvalue of the Hessian after an epoch, and what it makes with the learning rate. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CurvaturePoint(
            int epoch,
            long step,
            double largest,
            double learningRate,
            double sharpness,
            @Nullable Double limit) {}

    /** The whole network in a sampled step; terms as in {@link FlowSample}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SamplePoint(
            int epoch,
            long step,
            double loss,
            double learningRate,
            double gradientNorm,
            double clipRate,
            @Nullable Double firstToLast,
            long rowsSeen) {
        static SamplePoint of(FlowSample sample) {
            return new SamplePoint(
                    sample.epoch(),
                    sample.step(),
                    sample.loss(),
                    sample.rate(),
                    sample.gradientNorm(),
                    sample.clipRate(),
                    Double.isNaN(sample.firstToLast()) ? null : sample.firstToLast(),
                    sample.rowsSeen());
        }
    }

    /**
     * The layers and the whole network in the same sampled steps.
     *
     * @param points in the order of steps and layers
     */
    record Flow(List<LayerPoint> points, List<FlowSample> samples) {}

    /** In at most so many steps, evenly chosen, with the first, the last, and those where something was not finite. */
    Flow flow(String job, int most) {
        List<Long> all = database.sql("select step from flow_sample where job_id = :job order by step")
                .param("job", job)
                .query((row, number) -> row.getLong("step"))
                .list();
        List<Long> chosen = all.size() <= most ? all : chosen(all, broken(job), most);
        List<LayerPoint> points = points(job, chosen);
        return new Flow(points, samples(job, chosen, points));
    }

    private Set<Long> broken(String job) {
        return new HashSet<>(database.sql("select distinct step from layer_stat where job_id = :job and non_finite > 0")
                .param("job", job)
                .query((row, number) -> row.getLong("step"))
                .list());
    }

    private static List<Long> chosen(List<Long> steps, Set<Long> broken, int most) {
        List<Long> chosen = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            long place = (long) i * (most - 1) / (steps.size() - 1);
            boolean even = i == 0 || place != (long) (i - 1) * (most - 1) / (steps.size() - 1);
            if (even || broken.contains(steps.get(i))) {
                chosen.add(steps.get(i));
            }
        }
        return chosen;
    }

    private List<LayerPoint> points(String job, List<Long> steps) {
        return steps.isEmpty()
                ? List.of()
                : database.sql(
                                "select * from v_layer_stat where job_id = :job and step in (:steps) order by step, place")
                        .param("job", job)
                        .param("steps", steps)
                        .query((row, number) -> point(row))
                        .list();
    }

    /** Spectra in the order of steps. */
    List<SpectrumPoint> spectra(String job) {
        return database.sql("select * from v_layer_spectrum where job_id = :job order by step, parameter")
                .param("job", job)
                .query((row, number) -> new SpectrumPoint(
                        row.getString("parameter"),
                        row.getInt("epoch"),
                        row.getLong("step"),
                        row.getInt("matrix_rows"),
                        row.getInt("matrix_columns"),
                        row.getDouble("largest"),
                        row.getDouble("smallest"),
                        row.getDouble("condition_number"),
                        row.getDouble("stable_rank"),
                        row.getBoolean("exact")))
                .list();
    }

    /** Curvatures in the order of steps. */
    List<CurvaturePoint> curvatures(String job) {
        return database.sql("select * from v_curvature where job_id = :job order by step")
                .param("job", job)
                .query((row, number) -> new CurvaturePoint(
                        row.getInt("epoch"),
                        row.getLong("step"),
                        row.getDouble("largest"),
                        row.getDouble("learning_rate"),
                        row.getDouble("sharpness"),
                        number(row, "stable_limit")))
                .list();
    }

    /** The curvatures as the engine measured them, with what is stable. */
    List<Curvature> measured(String job, double limit) {
        return curvatures(job).stream()
                .map(point ->
                        new Curvature(point.epoch(), point.step(), point.largest(), point.learningRate(), limit, 0))
                .toList();
    }

    /** All samples, as the engine made them. */
    List<FlowSample> samples(String job) {
        return flow(job, Integer.MAX_VALUE).samples();
    }

    private List<FlowSample> samples(String job, List<Long> steps, List<LayerPoint> points) {
        if (steps.isEmpty()) {
            return List.of();
        }
        Map<Long, List<LayerFlow>> layers = new LinkedHashMap<>();
        points.forEach(point ->
                layers.computeIfAbsent(point.step(), step -> new ArrayList<>()).add(point.flow()));
        return database.sql("select * from flow_sample where job_id = :job and step in (:steps) order by step")
                .param("job", job)
                .param("steps", steps)
                .query((row, number) -> new FlowSample(
                        row.getLong("step"),
                        row.getInt("epoch"),
                        row.getDouble("loss"),
                        row.getDouble("learning_rate"),
                        row.getDouble("gradient_norm"),
                        row.getDouble("clip_rate"),
                        row.getLong("rows_seen"),
                        layers.getOrDefault(row.getLong("step"), List.of())))
                .list();
    }

    private static LayerPoint point(ResultSet row) throws SQLException {
        Instant time = row.getObject("time", OffsetDateTime.class).toInstant();
        return new LayerPoint(
                row.getString("layer"),
                row.getInt("place"),
                row.getInt("epoch"),
                row.getLong("step"),
                number(row, "weight_norm"),
                number(row, "gradient_norm"),
                number(row, "gradient_rms"),
                number(row, "signal_norm"),
                number(row, "update_norm"),
                number(row, "update_ratio"),
                number(row, "activation_mean"),
                number(row, "activation_deviation"),
                number(row, "dead_fraction"),
                number(row, "saturated_fraction"),
                row.getLong("non_finite"),
                time);
    }

    private static @Nullable Double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }
}
