package dev.trainyard.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.ApplicationContract;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@ApplicationContract
abstract class ModelContract {
    private static final String RESIDUAL = """
        {"name": "residual", "input_shape": [4], "layers": [
          {"name": "first", "type": "dense", "units": 8, "activation": "relu"},
          {"name": "second", "type": "dense", "units": 8},
          {"name": "sum", "type": "add", "inputs": ["first", "second"]},
          {"type": "batch_norm"}, "relu", {"type": "dropout", "p": 0.2}]}
        """;

    @Autowired
    RestTestClient client;

    @Test
    void answersShapesParametersAndMemoryPerLayer() {
        create(RESIDUAL)
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueMatches(HttpHeaders.LOCATION, "/v1/models/mdl_[0-9a-z]{26}")
                .expectBody()
                .jsonPath("$.id")
                .value(id -> assertThat(String.valueOf(id)).startsWith("mdl_"))
                .jsonPath("$.layers[3].name")
                .isEqualTo("batch_norm_4")
                .jsonPath("$.summary.layers[0].output_shape[0]")
                .isEqualTo(8)
                .jsonPath("$.summary.layers[0].parameters")
                .isEqualTo(4 * 8 + 8)
                .jsonPath("$.summary.layers[0].bytes")
                .isEqualTo(4 * (4 * 8 + 8))
                .jsonPath("$.summary.layers.length()")
                .isEqualTo(6)
                .jsonPath("$.summary.training_bytes")
                .value(bytes -> assertThat(((Number) bytes).longValue()).isPositive());
    }

    @Test
    void tellsNoShapesWhileNothingSaysWhatARowLooksLike() {
        create("{\"layers\": [{\"type\": \"dense\", \"units\": 8}]}")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.summary")
                .isEmpty();
    }

    @Test
    void findsListsAndDeletesWhatItMade() {
        JsonNode made = body(create(RESIDUAL));
        String path = "/v1/models/" + made.get("id").stringValue();
        assertThat(body(client.get().uri(path).exchange())).isEqualTo(made);
        JsonNode list = body(client.get().uri("/v1/models?limit=1").exchange());
        assertThat(list.get("data").get(0)).isEqualTo(made);
        client.delete().uri(path).exchange().expectStatus().isNoContent();
        client.get().uri(path).exchange().expectStatus().isNotFound();
        client.delete().uri(path).exchange().expectStatus().isNotFound();
    }

    @Test
    void walksThroughPages() {
        String oldest = body(create(RESIDUAL)).get("id").stringValue();
        String newest = body(create(RESIDUAL)).get("id").stringValue();
        JsonNode first = body(client.get().uri("/v1/models?limit=1").exchange());
        assertThat(first.get("has_more").booleanValue()).isTrue();
        assertThat(first.get("next").stringValue()).isEqualTo(newest);
        JsonNode second =
                body(client.get().uri("/v1/models?limit=1&after=" + newest).exchange());
        assertThat(second.get("data").get(0).get("id").stringValue()).isEqualTo(oldest);
    }

    @Test
    void answersUnchangedToAKnownTag() {
        String path = "/v1/models/" + body(create(RESIDUAL)).get("id").stringValue();
        String tag = Objects.requireNonNull(client.get()
                .uri(path)
                .exchange()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getETag());
        client.get()
                .uri(path)
                .header(HttpHeaders.IF_NONE_MATCH, tag)
                .exchange()
                .expectStatus()
                .isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"input_shape": [4], "layers": [{"type": "dense", "units": 1000000000}, {"type": "dense", "units": 1000000000}]} | memory_limit  | /layers/1
        {"input_shape": [2147483647], "layers": [{"type": "dense", "units": 2147483647}]}    | memory_limit  | /layers/0
        {"input_shape": [4194305, 4194305, 2147483647], "layers": ["relu"]}                  | invalid_value | /input_shape
        {"input_shape": [2], "layers": [{"type": "dense", "units": 3}, {"type": "add", "inputs": ["input", "dense_1"]}]} | invalid_model | /layers/1
        {"input_shape": [2], "layers": [{"type": "dense", "units": 3, "inputs": ["input", "input"]}]} | invalid_model | /layers/0/inputs
        {"input_shape": [2], "layers": [{"type": "dense", "units": 3, "bogus": 1}]}          | invalid_request | /layers/0/bogus
        """)
    void refusesModelsThatCannotBe(String definition, String code, String pointer) {
        create(definition)
                .expectStatus()
                .is4xxClientError()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code)
                .jsonPath("$.errors[0].pointer")
                .isEqualTo(pointer);
    }

    @Test
    void saysTheEstimateAndTheLimitOfMemory() {
        create("{\"input_shape\": [1000000], \"layers\": [{\"type\": \"dense\", \"units\": 1000000}]}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.detail")
                .value(detail -> assertThat(String.valueOf(detail))
                        .matches("The model would take [\\d,]+ MB to train, and this server has [\\d,]+ MB for"
                                + " training\\."));
    }

    @Test
    void bindsOnlyWithDatasetAndTarget() {
        client.post()
                .uri("/v1/models?dataset=ds_1")
                .contentType(MediaType.APPLICATION_JSON)
                .body(RESIDUAL)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("target");
    }

    private RestTestClient.ResponseSpec create(String definition) {
        return client.post()
                .uri("/v1/models")
                .contentType(MediaType.APPLICATION_JSON)
                .body(definition)
                .exchange();
    }

    private static JsonNode body(RestTestClient.ResponseSpec answer) {
        return Objects.requireNonNull(
                answer.expectBody(JsonNode.class).returnResult().getResponseBody());
    }
}
