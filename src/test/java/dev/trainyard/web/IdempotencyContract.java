package dev.trainyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.ApplicationContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** Models stand for everything that a POST creates: the filter knows nothing of them. */
@ApplicationContract
abstract class IdempotencyContract {
    private static final String BODY = "{\"layers\": [{\"type\": \"dense\", \"units\": 8}]}";
    private static final String OTHER = "{\"layers\": [{\"type\": \"dense\", \"units\": 9}]}";

    @Autowired
    RestTestClient client;

    @Autowired
    JdbcClient jdbc;

    private String key = "";

    @BeforeEach
    void drawKey() {
        key = UUID.randomUUID().toString();
    }

    @Test
    void givesTheSameAnswerToTheSameRequest() {
        var first = post(BODY);
        var again = post(BODY);
        assertThat(again.getStatus()).isEqualTo(HttpStatus.CREATED);
        assertThat(again.getResponseBody()).isEqualTo(first.getResponseBody());
        assertThat(again.getResponseHeaders().getLocation())
                .isNotNull()
                .isEqualTo(first.getResponseHeaders().getLocation());
        assertThat(again.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_JSON);
        assertThat(first.getResponseHeaders().getFirst("Idempotent-Replayed")).isNull();
        assertThat(again.getResponseHeaders().getFirst("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void refusesTheKeyForAnotherRequest() {
        post(BODY);
        var refused = post(OTHER);
        assertThat(refused.getStatus()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(code(refused)).isEqualTo("idempotency_key_reused");
    }

    @Test
    void keepsNothingOfARefusedRequest() {
        assertThat(post("{\"layers\": 3}").getStatus()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(post(BODY).getStatus()).isEqualTo(HttpStatus.CREATED);
    }

    @Test
    void makesOneThingOfFiftyRequestsAtOnce() throws Exception {
        List<Future<EntityExchangeResult<JsonNode>>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                answers.add(threads.submit(() -> post(BODY)));
            }
        }
        JsonNode first = answers.getFirst().get().getResponseBody();
        for (var answer : answers) {
            assertThat(answer.get().getStatus()).isEqualTo(HttpStatus.CREATED);
            assertThat(answer.get().getResponseBody()).isEqualTo(first);
        }
    }

    @Test
    void takesOverFromARequestThatDied() {
        jdbc.sql("""
            insert into idempotency_key (tenant, idempotency_key, claim, lease_until, state, created_at)
            values ('local', :key, 'claim_dead', current_timestamp - interval '1' second, 'claimed',
                    current_timestamp)
            """).param("key", key).update();
        assertThat(post(BODY).getStatus()).isEqualTo(HttpStatus.CREATED);
    }

    @Test
    void answersWithWhatADeadRequestHadSettled() {
        JsonNode made = Objects.requireNonNull(post(BODY).getResponseBody());
        jdbc.sql("""
            update idempotency_key
            set state = 'settled', lease_until = current_timestamp - interval '1' second
            where idempotency_key = :key
            """).param("key", key).update();
        assertThat(post(BODY).getResponseBody()).isEqualTo(made);
    }

    @Test
    void tellsTenantsKeysApart() {
        JsonNode mine = Objects.requireNonNull(post(BODY).getResponseBody());
        jdbc.sql("update idempotency_key set tenant = 'other' where idempotency_key = :key")
                .param("key", key)
                .update();
        assertThat(post(BODY).getResponseBody()).isNotEqualTo(mine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words"})
    void refusesKeysThatAreNone(String text) {
        key = text;
        var refused = post(BODY);
        assertThat(refused.getStatus()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(code(refused)).isEqualTo("invalid_request");
    }

    private EntityExchangeResult<JsonNode> post(String body) {
        return client.post()
                .uri("/v1/models")
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult();
    }

    private static String code(EntityExchangeResult<JsonNode> answer) {
        return Objects.requireNonNull(answer.getResponseBody()).get("code").stringValue();
    }
}
