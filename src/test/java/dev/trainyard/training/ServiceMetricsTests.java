package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.engine.inspect.finding.FindingCode;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceMetricsTests {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ServiceMetrics metrics = new ServiceMetrics(registry);

    @Test
    void hundredThousandJobsLeaveTheNumberOfSeriesUnchanged() {
        List<FindingCode> codes = List.of(FindingCode.values());
        List<Move> moves = List.of(Move.values());
        List<String> before = series();
        for (int job = 0; job < 100_000; job++) {
            metrics.submitted();
            metrics.waited(Duration.ofMillis(job));
            metrics.found(codes.get(job % codes.size()));
            metrics.trained(10, 320, 1e6, Duration.ofMillis(1 + job % 100));
            metrics.checkpointed(Duration.ofMillis(2));
            metrics.moved(moves.get(job % moves.size()));
        }
        assertThat(series()).isEqualTo(before);
        assertThat(registry.scrape())
                .contains("trainyard_jobs_submitted_total 100000.0")
                .contains("trainyard_training_samples_total 3.2E7");
    }

    @Test
    void countsStepsWithTheirMeanTime() {
        metrics.trained(4, 100, 2e9, Duration.ofSeconds(2));
        assertThat(registry.scrape())
                .contains("trainyard_training_steps_total 4.0")
                .contains("trainyard_training_operations_total 2.0E9")
                .contains("trainyard_training_step_seconds_sum 0.5")
                .contains("trainyard_training_step_seconds_bucket{le=\"0.1\"} 0")
                .contains("trainyard_training_step_seconds_bucket{le=\"1.0\"} 1");
    }

    private List<String> series() {
        return registry.scrape()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .toList();
    }
}
