package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.ApplicationContract;
import dev.trainyard.RestCalls;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What a job shows of its layers, what it finds wrong, and what it does about that. */
@ApplicationContract
abstract class FindingContract {
    private static final String SIGMOIDS = layers(8, "sigmoid", ",\"initializer\":{\"type\":\"normal\",\"std\":0.01}");
    private static final String RELUS = layers(8, "relu", "");
    private static final String EXPLODING =
            "\"optimizer\":{\"type\":\"sgd\",\"learning_rate\":10},\"epochs\":12,\"early_stopping\":false";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    RestCalls calls;

    @BeforeEach
    void connect() {
        calls = new RestCalls(URI.create("http://127.0.0.1:" + port));
    }

    @Test
    void showsLayersSpectraAndCurvature() {
        JsonNode job = train("\"epochs\":4,\"measure_curvature\":true");
        JsonNode seen = get(job, "/layers");
        JsonNode first = seen.at("/data/0");
        assertThat(first.get("layer").stringValue()).isEqualTo("hidden_1");
        assertThat(first.get("step").longValue()).isEqualTo(1);
        assertThat(first.get("weight_norm").doubleValue()).isPositive();
        assertThat(first.get("update_ratio").doubleValue()).isPositive();
        assertThat(first.get("dead_fraction").doubleValue()).isBetween(0.0, 1.0);
        assertThat(first.has("saturated_fraction")).isFalse();
        assertThat(seen.at("/spectra/0/condition").doubleValue()).isGreaterThan(1);
        assertThat(seen.at("/curvatures/0/largest").isNumber()).isTrue();
        assertThat(get(job, "/layers?layer=output&max_points=2").get("data")).hasSize(2);
        assertThat(get(job, "/findings").get("data")).isEmpty();
        assertThat(get(job, "/events?limit=1000").findValuesAsString("type"))
                .contains("layers")
                .doesNotContain("finding");
    }

    @Test
    void tellsOfAVanishingGradientAndTheRemedyClearsIt() {
        JsonNode sick = train("\"epochs\":6,\"model\":" + SIGMOIDS);
        JsonNode finding = finding(sick, "vanishing_gradient");
        assertThat(finding.get("epoch").intValue()).isLessThan(3);
        assertThat(finding.get("layer").stringValue()).isEqualTo("d1");
        assertThat(finding.get("remedy").stringValue())
                .contains("relu")
                .contains("he")
                .contains("glorot");
        assertThat(finding.at("/evidence/0/value").doubleValue()).isLessThan(1e-4);
        assertThat(finding.get("action").stringValue()).isEqualTo("warn");
        assertThat(get(sick, "/events?limit=1000").findValuesAsString("type")).contains("finding");
        assertThat(get(train("\"epochs\":6,\"model\":" + RELUS), "/findings").get("data"))
                .isEmpty();
    }

    @Test
    void stopsWithWhatItHasLearntWhenAFindingIsToStopIt() {
        JsonNode job = train(EXPLODING + ",\"on_finding\":{\"exploding_gradient\":\"stop\"}");
        assertThat(job.get("status").stringValue()).as(job.toString()).isEqualTo("succeeded");
        assertThat(job.at("/progress/epoch").intValue()).isLessThan(12);
        assertThat(finding(job, "exploding_gradient").get("action").stringValue())
                .isEqualTo("stop");
    }

    @Test
    void pausesWhenAFindingIsToPauseIt() {
        String id = submit(EXPLODING + ",\"on_finding\":{\"exploding_gradient\":\"pause\"}");
        JsonNode job = calls.get("/v1/jobs/" + id).ok();
        while (!List.of("paused", "failed", "succeeded")
                .contains(job.get("status").stringValue())) {
            job = calls.get("/v1/jobs/" + id + "?wait=1").ok();
        }
        assertThat(job.get("status").stringValue()).as(job.toString()).isEqualTo("paused");
        calls.post("/v1/jobs/" + id + "/cancel", "").ok();
    }

    @Test
    void rollsBackAndGoesOnSlowerUntilItLearns() {
        JsonNode job = train(
                "\"optimizer\":{\"type\":\"sgd\",\"learning_rate\":1.5},\"early_stopping\":false,\"epochs\":40,"
                        + "\"on_finding\":{\"exploding_gradient\":\"rollback\",\"learning_rate_too_high\":\"rollback\",\"non_finite_loss\":\"rollback\"}");
        assertThat(job.get("status").stringValue()).as(job.toString()).isEqualTo("succeeded");
        List<Double> rates = new ArrayList<>();
        get(job, "/metrics?name=learning_rate&max_points=1000")
                .get("data")
                .forEach(point -> rates.add(point.get("value").doubleValue()));
        assertThat(rates.getLast()).isLessThan(1.5);
    }

    @Test
    void goesByTheWeightsBeforeTheStepWhoseLossWasNotFinite() {
        String diverging =
                "\"optimizer\":{\"type\":\"sgd\",\"learning_rate\":1e30},\"epochs\":5,\"early_stopping\":false,"
                        + "\"on_finding\":{\"non_finite_loss\":\"%s\"}";
        JsonNode stopped = train(diverging.formatted("stop"));
        assertThat(stopped.get("status").stringValue()).as(stopped.toString()).isEqualTo("succeeded");
        assertThat(finding(stopped, "non_finite_loss").get("severity").stringValue())
                .isEqualTo("fatal");
        JsonNode slower = train(diverging.formatted("reduce_learning_rate"));
        assertThat(slower.get("status").stringValue()).as(slower.toString()).isEqualTo("failed");
        assertThat(slower.at("/error/code").stringValue()).isEqualTo("diverged");
    }

    @Test
    void interruptedJobSeesFindsDoesAndLearnsTheSame() {
        String fields = "\"optimizer\":{\"type\":\"sgd\",\"learning_rate\":4},\"early_stopping\":false,\"epochs\":2000,"
                + "\"batch_size\":32,\"measure_curvature\":true,\"on_finding\":{\"exploding_gradient\":\"rollback\","
                + "\"learning_rate_too_high\":\"rollback\",\"non_finite_loss\":\"rollback\",\"dead_relus\":\"reduce_learning_rate\"}";
        String dataset = calls.upload(Flowers.csv(3000));
        JsonNode whole = calls.end(calls.submit(body(dataset, fields)));
        String job = calls.submit(body(dataset, fields));
        calls.awaitEpoch(job, 2);
        JsonNode paused = calls.post("/v1/jobs/" + job + "/pause", "").ok();
        assertThat(paused.get("status").stringValue()).isEqualTo("paused");
        calls.post("/v1/jobs/" + job + "/resume", "").ok();
        calls.awaitEpoch(job, paused.at("/progress/epoch").intValue() + 9);
        database.sql("update job set lease_until = current_timestamp - interval '1' second, fence = fence + 1 where"
                        + " id = :job and status = 'running'")
                .param("job", job)
                .update();
        JsonNode interrupted = calls.end(job);
        assertThat(interrupted.at("/result/weights_sha256")).isEqualTo(whole.at("/result/weights_sha256"));
        assertThat(get(whole, "/findings").get("data")).isNotEmpty();
        assertThat(told(interrupted, "/findings")).isEqualTo(told(whole, "/findings"));
        assertThat(told(interrupted, "/layers")).isEqualTo(told(whole, "/layers"));
        assertThat(told(interrupted, "/metrics?name=batch_loss&max_points=10000"))
                .isEqualTo(told(whole, "/metrics?name=batch_loss&max_points=10000"));
        JsonNode verified = calls.post("/v1/jobs/" + job + "/verify", "{}").ok();
        assertThat(verified.get("equal").booleanValue()).as(verified.toString()).isTrue();
        JsonNode checkpoints =
                calls.get("/v1/jobs/" + job + "/checkpoints").ok().get("data");
        assertThat(checkpoints.size()).isGreaterThan(1);
        for (int place = 1; place < checkpoints.size(); place++) {
            String from = checkpoints.get(place).get("id").stringValue();
            JsonNode onwards = calls.post("/v1/jobs/" + job + "/verify?checkpoint=" + from, "")
                    .ok();
            assertThat(onwards.get("equal").booleanValue())
                    .as(onwards.toString())
                    .isTrue();
        }
    }

    /** What is told without the time at which it was. */
    private String told(JsonNode job, String path) {
        return get(job, path).toString().replaceAll("\"(time|seconds)\":[^,}]*", "");
    }

    @Test
    void refusesAnUnknownFindingAndAnUnknownAction() {
        String dataset = calls.upload(Flowers.csv(30));
        var answer = calls.post("/v1/jobs", body(dataset, "\"on_finding\":{\"bad_luck\":\"stop\"}"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").stringValue()).isEqualTo("/on_finding/bad_luck");
        assertThat(calls.post("/v1/jobs", body(dataset, "\"on_finding\":{\"plateau\":\"panic\"}"))
                        .status())
                .isBetween(400, 422);
    }

    private JsonNode finding(JsonNode job, String code) {
        for (JsonNode finding : get(job, "/findings").get("data")) {
            if (finding.get("code").stringValue().equals(code)) {
                return finding;
            }
        }
        throw new AssertionError("no " + code + " in " + get(job, "/findings"));
    }

    private JsonNode get(JsonNode job, String path) {
        return calls.get("/v1/jobs/" + job.get("id").stringValue() + path).ok();
    }

    private JsonNode train(String fields) {
        return calls.end(submit(fields));
    }

    private String submit(String fields) {
        return calls.submit(body(calls.upload(Flowers.csv(300)), fields));
    }

    private static String body(String dataset, String fields) {
        return "{\"dataset\":\"%s\",\"target\":\"kind\",%s}".formatted(dataset, fields);
    }

    private static String layers(int count, String activation, String more) {
        List<String> layers = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            layers.add("{\"type\":\"dense\",\"name\":\"d%d\",\"units\":24,\"activation\":\"%s\"%s}"
                    .formatted(i, activation, more));
        }
        return "{\"layers\":[" + String.join(",", layers) + "]}";
    }
}
