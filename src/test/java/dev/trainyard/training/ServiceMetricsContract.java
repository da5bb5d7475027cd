package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.ApplicationContract;
import dev.trainyard.RestCalls;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What Prometheus reads of a service that trains. */
@ApplicationContract
abstract class ServiceMetricsContract {
    @LocalServerPort
    int port;

    RestCalls calls;

    @BeforeEach
    void connect() {
        calls = new RestCalls(URI.create("http://127.0.0.1:" + port));
    }

    @Test
    void tellsOfJobsSamplesAndSteps() {
        Map<String, Double> before = scrape();
        train(90);
        Map<String, Double> after = scrape();
        assertThat(grown(before, after, "trainyard_jobs_submitted_total{")).isGreaterThanOrEqualTo(1);
        assertThat(grown(before, after, "trainyard_jobs_ended_total{outcome=\"succeeded\""))
                .isGreaterThanOrEqualTo(1);
        assertThat(grown(before, after, "trainyard_queue_wait_seconds_count")).isGreaterThanOrEqualTo(1);
        assertThat(grown(before, after, "trainyard_training_samples_total")).isGreaterThanOrEqualTo(90);
        assertThat(grown(before, after, "trainyard_training_steps_total")).isGreaterThanOrEqualTo(3);
        assertThat(grown(before, after, "trainyard_training_operations_total")).isPositive();
        assertThat(after.keySet().toString())
                .contains("trainyard_queue_jobs{")
                .contains("trainyard_queue_oldest_seconds{")
                .contains("trainyard_jobs{", "status=\"paused\"")
                .contains("trainyard_leases_lost_total{")
                .contains("trainyard_running_jobs{")
                .contains("trainyard_training_threads{", "state=\"used\"")
                .contains("trainyard_training_memory_bytes{")
                .contains("trainyard_training_step_seconds_bucket{")
                .contains("trainyard_event_listeners{")
                .contains("trainyard_findings_total{", "code=\"vanishing_gradient\"")
                .contains("http_server_requests_seconds_bucket{")
                .contains("jvm_memory_used_bytes{");
    }

    @Test
    void timesCheckpoints() {
        Map<String, Double> before = scrape();
        String job = calls.submit("""
            {"dataset":"%s","target":"kind","epochs":5000,"batch_size":8,"early_stopping":false,
             "model":{"layers":[{"type":"dense","units":256},{"type":"dense","units":256}]}}\
            """.formatted(calls.upload(Flowers.csv(900))));
        calls.awaitEpoch(job, 2);
        assertThat(calls.post("/v1/jobs/" + job + "/pause", "")
                        .ok()
                        .get("status")
                        .stringValue())
                .isEqualTo("paused");
        await().until(() -> grown(before, scrape(), "trainyard_checkpoint_seconds_count") >= 1);
        calls.post("/v1/jobs/" + job + "/cancel", "").ok();
    }

    @Test
    void keepsTheSeriesItHasHoweverManyJobsCome() {
        train(60);
        Map<String, Double> before = ours(scrape());
        for (int job = 0; job < 4; job++) {
            train(60);
        }
        assertThat(ours(scrape()).keySet()).isEqualTo(before.keySet());
        assertThat(before.keySet()).noneMatch(series -> series.matches(".*\\b(job|ds|mdl)_[0-9a-z]{10}.*"));
    }

    private void train(int rows) {
        String dataset = calls.upload(Flowers.csv(rows));
        calls.end(calls.submit(
                "{\"dataset\":\"%s\",\"target\":\"kind\",\"epochs\":3,\"batch_size\":30}".formatted(dataset)));
    }

    private Map<String, Double> scrape() {
        Map<String, Double> values = new TreeMap<>();
        calls.get("/actuator/prometheus")
                .text()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> values.put(
                        line.substring(0, line.lastIndexOf(' ')),
                        Double.parseDouble(
                                line.substring(line.lastIndexOf(' ') + 1).replace("Inf", "Infinity"))));
        return values;
    }

    private static Map<String, Double> ours(Map<String, Double> all) {
        Map<String, Double> ours = new TreeMap<>(all);
        ours.keySet().removeIf(series -> !series.startsWith("trainyard_"));
        return ours;
    }

    private static double grown(Map<String, Double> before, Map<String, Double> after, String series) {
        return sum(after, series) - sum(before, series);
    }

    private static double sum(Map<String, Double> values, String series) {
        String name = series.substring(0, series.contains("{") ? series.indexOf('{') : series.length());
        String label = series.contains("{") ? series.substring(series.indexOf('{') + 1) : "";
        return values.entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith(name + "{") && entry.getKey().contains(label))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
