package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.ApplicationContract;
import dev.trainyard.RestCalls;
import java.net.URI;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What is told of a training before it is queued: preflight, gradient check and trace. */
@ApplicationContract
abstract class InspectionContract {
    private static final String SMALL =
            "{\"layers\":[{\"type\":\"dense\",\"name\":\"d1\",\"units\":6,\"activation\":\"tanh\"}]}";

    @LocalServerPort
    int port;

    RestCalls calls;

    @BeforeEach
    void connect() {
        calls = new RestCalls(URI.create("http://127.0.0.1:" + port));
    }

    @Test
    void findsASoundNetworkHealthy() {
        JsonNode seen = inspect(deep(6, "relu", ""), "preflight", "").ok();
        assertThat(seen.get("verdict").stringValue()).as(seen.toString()).isEqualTo("healthy");
        assertThat(seen.get("expected_loss").doubleValue()).isCloseTo(Math.log(3), within(0.01));
        assertThat(seen.get("findings")).isEmpty();
        assertThat(seen.get("layers")).hasSize(7);
        assertThat(seen.at("/layers/1/he_variance").doubleValue()).isCloseTo(2.0 / 24, within(1e-9));
        JsonNode regimes = seen.get("regimes");
        assertThat(regimes.findValuesAsString("regime")).containsExactly("full_batch", "mini_batch", "streaming");
        assertThat(regimes.get(0).get("bytes").doubleValue())
                .isGreaterThan(regimes.get(1).get("bytes").doubleValue());
        assertThat(regimes.get(1).get("bytes").doubleValue())
                .isGreaterThan(regimes.get(2).get("bytes").doubleValue());
        assertThat(regimes.get(0).get("steps_per_epoch").intValue()).isEqualTo(1);
        assertThat(regimes.get(1).get("fits").booleanValue()).isTrue();
    }

    @Test
    void seesBeforeTheFirstStepThatSigmoidsWillVanish() {
        String sigmoids = deep(8, "sigmoid", ",\"initializer\":{\"type\":\"normal\",\"std\":0.01}");
        JsonNode seen = inspect(sigmoids, "preflight", "").ok();
        assertThat(seen.get("verdict").stringValue()).as(seen.toString()).isEqualTo("sick");
        assertThat(seen.get("findings").findValuesAsString("code")).contains("vanishing_gradient");
        assertThat(seen.at("/growth/gradient_ratio").doubleValue()).isLessThan(1e-4);
        assertThat(seen.at("/growth/predicted_gradient_ratio").doubleValue()).isLessThan(1e-4);
    }

    @Test
    void checksTheGradientsOfEveryLayer() {
        JsonNode check = inspect(SMALL, "gradient-check", ",\"rows\":24").ok();
        assertThat(check.get("equal").booleanValue()).as(check.toString()).isTrue();
        assertThat(check.get("rows").intValue()).isEqualTo(24);
        assertThat(check.get("layers").findValuesAsString("layer")).containsExactly("d1", "output");
        assertThat(check.get("largest_error").doubleValue()).isBetween(0.0, 0.01);
    }

    @Test
    void showsAnExampleForwardItsErrorBackAndTheWeightsMoved() {
        JsonNode trace = inspect(
                        SMALL, "trace", ",\"row\":4,\"steps\":3,\"optimizer\":{\"type\":\"sgd\",\"learning_rate\":0.5}")
                .ok();
        assertThat(trace.at("/row/number").intValue()).isEqualTo(4);
        assertThat(trace.at("/row/cells/kind").stringValue()).isEqualTo("lily");
        assertThat(trace.get("outputs").get(0).stringValue()).isEqualTo("iris");
        assertThat(trace.get("features")).hasSize(4);
        assertThat(trace.at("/layers/0/activation").stringValue()).isEqualTo("tanh");
        assertThat(trace.get("steps")).hasSize(3);
        JsonNode first = trace.at("/steps/0/layers/0");
        assertThat(first.get("inputs")).hasSize(4);
        assertThat(first.get("pre_activations")).hasSize(6);
        assertThat(first.get("error")).hasSize(6);
        assertThat(first.at("/parameters/0/name").stringValue()).isEqualTo("d1.weight");
        assertThat(first.at("/parameters/0/gradient")).hasSize(24);
        assertThat(trace.at("/steps/2/loss_after").doubleValue())
                .isLessThan(trace.at("/steps/0/loss").doubleValue());
    }

    @Test
    void saysHowSmallATracedNetworkMustBe() {
        RestCalls.Answer answer = inspect(deep(8, "relu", ""), "trace", "");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").stringValue()).isEqualTo("/model");
        assertThat(answer.json().at("/errors/0/detail").stringValue()).contains("at most 2000");
    }

    @Test
    void refusesRowsStepsAndFieldsThatCannotBe() {
        assertThat(inspect(SMALL, "trace", ",\"row\":1000000").status()).isEqualTo(422);
        assertThat(inspect(SMALL, "trace", ",\"steps\":0").status()).isEqualTo(422);
        assertThat(inspect(SMALL, "trace", ",\"steps\":\"many\"").status()).isEqualTo(400);
        assertThat(inspect(SMALL, "preflight", ",\"colour\":1").status()).isEqualTo(400);
        assertThat(inspect(SMALL, "gradient-check", ",\"model\":{\"layers\":[]}")
                        .status())
                .isEqualTo(400);
        String dataset = calls.upload(Flowers.csv(30));
        String body = "{\"dataset\":\"" + dataset + "\",\"target\":\"kind\"}";
        assertThat(calls.post("/v1/models/mdl_00000000000000000000000000/preflight", body)
                        .status())
                .isIn(404, 422);
        assertThat(calls.post("/v1/models/" + model(SMALL) + "/preflight", "[]").status())
                .isEqualTo(400);
    }

    @Test
    void takesDatasetAndTargetFromTheQueryToo() {
        String dataset = calls.upload(Flowers.csv(60));
        String path = "/v1/models/%s/preflight?dataset=%s&target=kind".formatted(model(SMALL), dataset);
        assertThat(calls.post(path, "").ok().get("rows").intValue()).isPositive();
    }

    private RestCalls.Answer inspect(String model, String what, String fields) {
        String body = String.format(
                Locale.ROOT, "{\"dataset\":\"%s\",\"target\":\"kind\"%s}", calls.upload(Flowers.csv(150)), fields);
        return calls.post("/v1/models/" + model(model) + "/" + what, body);
    }

    private String model(String json) {
        return calls.post("/v1/models", json).ok().get("id").stringValue();
    }

    private static String deep(int depth, String activation, String more) {
        StringBuilder layers = new StringBuilder();
        for (int i = 1; i <= depth; i++) {
            layers.append(i == 1 ? "" : ",")
                    .append("{\"type\":\"dense\",\"units\":24,\"activation\":\"%s\"%s}".formatted(activation, more));
        }
        return "{\"layers\":[" + layers + "]}";
    }
}
