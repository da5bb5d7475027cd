package dev.trainyard.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.trainyard.RestCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Takes every PromQL expression out of dashboards, alerts and rules and runs it on a real Prometheus that watched the trainings. */
class PrometheusPostgresIT {
    private static final Duration WATCHED = Duration.ofMinutes(10);

    private static PrometheusProcess prometheus;

    @BeforeAll
    static void watch() {
        assumeTrue(PrometheusProcess.installed(), "needs prometheus (Debian's package of that name)");
        prometheus = Objects.requireNonNull(Stage.shared().prometheus());
    }

    static Stream<Arguments> expressions() {
        return GrafanaFiles.dashboards().values().stream()
                .flatMap(dashboard -> GrafanaFiles.panels(dashboard).stream()
                        .flatMap(panel -> panel.get("targets")
                                .valueStream()
                                .filter(target -> target.has("expr"))
                                .map(target -> Arguments.of(
                                        Named.of(dashboard.get("title").stringValue(), dashboard),
                                        Named.of(panel.get("title").stringValue(), target)))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("expressions")
    void expressionDrawsANumber(JsonNode dashboard, JsonNode target) {
        assertThat(dashboard.get("uid").stringValue()).isIn("trainyard-service", "trainyard-fleet");
        assertThat(target.at("/datasource/uid").stringValue()).isEqualTo(GrafanaFiles.PROMETHEUS);
        String expression = target.get("expr").stringValue();
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            if (drawn(expression).isEmpty()) {
                stir();
            }
            assertThat(drawn(expression)).as(expression).isNotEmpty();
        });
    }

    private List<String> drawn(String expression) {
        Instant now = Instant.now();
        Macros macros = new Macros(Map.of("instance", List.of(".+")), now.minus(WATCHED), now);
        return prometheus.range(macros.promQl(expression), now.minus(WATCHED)).findValues("values").stream()
                .flatMap(JsonNode::valueStream)
                .map(point -> point.get(1).stringValue())
                .filter(value -> !value.equals("NaN"))
                .toList();
    }

    /** Gives a service that has come to rest something to count: a training, with a checkpoint where it pauses, and a collection. */
    private static void stir() {
        RestCalls calls = Stage.shared().service().calls();
        String dataset = calls.get("/v1/jobs/" + Stage.shared().jobs().getFirst())
                .ok()
                .get("dataset")
                .stringValue();
        String job =
                calls.submit("{\"dataset\":\"%s\",\"target\":\"diagnosis\",\"epochs\":3000,\"early_stopping\":false}"
                        .formatted(dataset));
        calls.awaitEpoch(job, 1);
        calls.post("/v1/jobs/" + job + "/pause", "{}");
        calls.post("/v1/jobs/" + job + "/resume", "{}");
        calls.end(job);
        System.gc();
    }

    @Test
    void nodesAreOfferedByTheirAddress() {
        JsonNode variable = GrafanaFiles.variables(GrafanaFiles.dashboard("trainyard-service"))
                .getFirst();
        assertThat(variable.at("/query/query").stringValue())
                .isEqualTo("label_values(up{job=\"trainyard\"}, instance)");
        JsonNode series = prometheus.now("up{job=\"trainyard\"}");
        assertThat(series.findValuesAsString("instance"))
                .containsExactly(Stage.shared().service().base().getAuthority());
    }

    @Test
    void everyRuleIsEvaluatedWithoutAnError() {
        JsonNode rules = prometheus.get("/api/v1/rules").at("/data/groups/0/rules");
        assertThat(rules).hasSizeGreaterThan(4);
        assertThat(rules.findValuesAsString("health")).containsOnly("ok");
        assertThat(rules.findValuesAsString("state")).containsOnly("inactive");
        assertThat(prometheus.now("trainyard:samples:rate1m")).isNotEmpty();
    }

    @Test
    void alertsOfGrafanaHaveASeriesToWatch() {
        List<JsonNode> watched = GrafanaFiles.alerts().stream()
                .filter(rule -> rule.at("/data/0/datasourceUid").stringValue().equals(GrafanaFiles.PROMETHEUS))
                .toList();
        assertThat(watched).hasSize(2).allSatisfy(rule -> {
            JsonNode series = prometheus.now(rule.at("/data/0/model/expr").stringValue());
            assertThat(series).hasSize(1);
            double limit =
                    rule.at("/data/1/model/conditions/0/evaluator/params/0").doubleValue();
            assertThat(Double.parseDouble(series.at("/0/value/1").stringValue()))
                    .isLessThanOrEqualTo(limit);
        });
    }

    @Test
    void noSeriesIsOfOneJobOrTenant() {
        JsonNode labels = prometheus
                .get("/api/v1/labels?match[]=" + "%7B__name__%3D~%22trainyard_.%2B%22%7D")
                .get("data");
        assertThat(labels.valueStream().map(JsonNode::stringValue).toList())
                .contains("status", "outcome", "state", "code")
                .doesNotContainAnyElementsOf(Set.of("job_id", "tenant", "dataset", "run"));
    }
}
