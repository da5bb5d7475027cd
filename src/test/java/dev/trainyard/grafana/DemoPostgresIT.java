package dev.trainyard.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.RestCalls;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the compose file runs beside the server: the demo, and the question whether the server is up. */
class DemoPostgresIT {
    private final Stage stage = Stage.shared();
    private final RestCalls calls = stage.service().calls();

    @Test
    void oneJobLearnsWithoutAnythingToSay() {
        String job = "/v1/jobs/" + stage.jobs().getFirst();
        JsonNode view = calls.get(job).ok();
        assertThat(view.get("status").stringValue()).isEqualTo("succeeded");
        assertThat(view.at("/metrics/best/validation/accuracy").doubleValue()).isGreaterThan(0.95);
        assertThat(calls.get(job + "/findings").ok().get("data")).isEmpty();
    }

    @Test
    void gradientOfTheOtherVanishesAndThatIsSaid() {
        JsonNode findings =
                calls.get("/v1/jobs/" + stage.jobs().get(1) + "/findings").ok();
        assertThat(findings.findValuesAsString("code")).contains("vanishing_gradient");
    }

    @Test
    void secondRunLeavesItAtThat() {
        assertThat(Demo.jobs(stage.demo())).hasSize(2);
        assertThat(Demo.run(stage.service())).contains("there already");
        assertThat(calls.get("/v1/jobs?metadata.demo=trainyard").ok().get("data"))
                .hasSize(2);
    }

    @Test
    void healthCheckOfTheContainerTellsUpFromDown() {
        assertThat(healthCheck(stage.service().base().getPort()).status()).isZero();
        assertThat(healthCheck(1).status()).isNotZero();
    }

    private static Tool.Result healthCheck(int port) {
        List<String> command = Compose.service("trainyard")
                .at("/healthcheck/test")
                .valueStream()
                .skip(1)
                .map(word -> word.stringValue().replace("/8080", "/" + port))
                .toList();
        return Tool.run(Map.of(), command);
    }
}
