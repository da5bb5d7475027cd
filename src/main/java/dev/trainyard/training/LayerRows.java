package dev.trainyard.training;

import dev.trainyard.engine.inspect.Curvature;
import dev.trainyard.engine.inspect.FlowSample;
import dev.trainyard.engine.inspect.LayerFlow;
import dev.trainyard.engine.inspect.Spectrum;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes what runs saw in their layers, in a transaction that holds the job's row. */
@Component
class LayerRows {
    private static final String SAMPLE = """
        insert into flow_sample (job_id, tenant, step, epoch, loss, learning_rate, gradient_norm, clip_rate, rows_seen, time)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """;
    private static final String LAYER = """
        insert into layer_stat (job_id, tenant, step, place, layer, weight_norm, gradient_norm, gradient_rms, signal_norm, update_norm,
            update_ratio, activation_mean, activation_deviation, dead_fraction, saturated_fraction, non_finite)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """;
    private static final String SPECTRUM = """
        insert into layer_spectrum (job_id, tenant, step, epoch, parameter, matrix_rows, matrix_columns, largest, smallest,
            condition_number, stable_rank, exact, time)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """;
    private static final String CURVATURE =
            "insert into curvature (job_id, tenant, step, epoch, largest, learning_rate, stable_limit, time)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?)";

    private final JdbcClient database;
    private final JdbcTemplate statements;

    LayerRows(JdbcClient database, JdbcTemplate statements) {
        this.database = database;
        this.statements = statements;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Claim claim, List<LayerNews> news) {
        List<Object[]> samples = new ArrayList<>();
        List<Object[]> layers = new ArrayList<>();
        List<Object[]> spectra = new ArrayList<>();
        List<@Nullable Object[]> curvatures = new ArrayList<>();
        for (LayerNews one : news) {
            FlowSample sample = one.sample();
            if (sample != null) {
                samples.add(row(claim, one, sample));
                for (int place = 0; place < sample.layers().size(); place++) {
                    layers.add(row(claim, sample.step(), place, sample.layers().get(place)));
                }
            }
            one.spectra().forEach(spectrum -> spectra.add(row(claim, one, spectrum)));
            Curvature curvature = one.curvature();
            if (curvature != null) {
                curvatures.add(row(claim, one, curvature));
            }
        }
        statements.batchUpdate(SAMPLE, samples);
        statements.batchUpdate(LAYER, layers);
        statements.batchUpdate(SPECTRUM, spectra);
        statements.batchUpdate(CURVATURE, curvatures);
    }

    /** Forgets what lies beyond the step that a resume goes back to. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forgetAfter(String job, long step) {
        for (String table : List.of("flow_sample", "layer_spectrum", "curvature")) {
            database.sql("delete from " + table + " where job_id = :job and step > :step")
                    .param("job", job)
                    .param("step", step)
                    .update();
        }
    }

    private static Object[] row(Claim claim, LayerNews news, FlowSample sample) {
        return new Object[] {
            claim.job(),
            claim.tenant(),
            sample.step(),
            sample.epoch(),
            sample.loss(),
            sample.rate(),
            sample.gradientNorm(),
            sample.clipRate(),
            sample.rowsSeen(),
            time(news)
        };
    }

    private static @Nullable Object[] row(Claim claim, long step, int place, LayerFlow layer) {
        return new @Nullable Object[] {
            claim.job(),
            claim.tenant(),
            step,
            place,
            layer.layer(),
            known(layer.weightNorm()),
            known(layer.gradientNorm()),
            known(layer.gradientRms()),
            known(layer.signalNorm()),
            known(layer.updateNorm()),
            known(layer.updateRatio()),
            known(layer.activationMean()),
            known(layer.activationDeviation()),
            known(layer.deadFraction()),
            known(layer.saturatedFraction()),
            layer.nonFinite()
        };
    }

    private static Object[] row(Claim claim, LayerNews news, Spectrum spectrum) {
        return new Object[] {
            claim.job(),
            claim.tenant(),
            news.step(),
            news.epoch(),
            spectrum.parameter(),
            spectrum.rows(),
            spectrum.columns(),
            spectrum.largest(),
            spectrum.smallest(),
            spectrum.condition(),
            spectrum.stableRank(),
            spectrum.exact(),
            time(news)
        };
    }

    private static @Nullable Object[] row(Claim claim, LayerNews news, Curvature curvature) {
        return new @Nullable Object[] {
            claim.job(),
            claim.tenant(),
            curvature.step(),
            curvature.epoch(),
            curvature.largest(),
            curvature.rate(),
            Double.isInfinite(curvature.limit()) ? null : curvature.limit(),
            time(news)
        };
    }

    private static OffsetDateTime time(LayerNews news) {
        return OffsetDateTime.ofInstant(Objects.requireNonNull(news.time()), ZoneOffset.UTC);
    }

    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
