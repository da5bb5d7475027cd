package dev.trainyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.ApplicationContract;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@ApplicationContract
@TestPropertySource(properties = "trainyard.admin-key=" + DoorsContract.ADMIN_KEY)
abstract class DoorsContract {
    static final String ADMIN_KEY = "a key for these tests only";

    @Autowired
    RestTestClient client;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @Test
    void letsLoopbackInWithoutAKey() {
        client.get().uri("/v1/models").exchange().expectStatus().isOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "192.168.0.1",
                "127.0.0.1.evil.example"
            })
    void refusesHostsThatAreNoLoopbackName(String host) throws IOException {
        String answer = RawHttp.send(port, "GET /v1/models HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 403").contains("\"foreign_origin\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost:1", "https://localhost", "x y"})
    void refusesForeignOrigins(String origin) {
        expect(client.get().uri("/v1/models").header(HttpHeaders.ORIGIN, origin), 403, "foreign_origin");
    }

    @Test
    void refusesRequestsThatABrowserCallsCrossSite() {
        expect(client.get().uri("/v1/models").header("Sec-Fetch-Site", "cross-site"), 403, "foreign_origin");
    }

    @Test
    void managesNoKeysWithoutTheAdminKey() {
        expect(client.get().uri("/v1/keys"), 403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer nonsense", "Bearer ", "Basic bG9jYWw6bG9jYWw=", "ty_", "bearer ty_AAAA"})
    void refusesKeysThatItDoesNotKnow(String authorization) {
        client.get()
                .uri("/v1/models")
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"trainyard\"");
    }

    @Test
    void showsAKeyOnceAndStoresItsDigestOnly() {
        JsonNode made = make("acme", "read");
        String secret = made.get("key").stringValue();
        assertThat(secret)
                .startsWith("ty_")
                .hasSize(46)
                .startsWith(made.get("hint").stringValue());
        String row = jdbc.sql("select * from api_key where id = :id")
                .param("id", made.get("id").stringValue())
                .query()
                .singleRow()
                .toString();
        assertThat(row).doesNotContain(secret);
        String list = Objects.requireNonNull(admin(client.get().uri("/v1/keys?tenant=acme&limit=100"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
        assertThat(list).contains(made.get("id").stringValue()).doesNotContain(secret);
    }

    @Test
    void takesAKeyInEitherHeaderFromAnyHost() throws IOException {
        String secret = make("acme", "read").get("key").stringValue();
        String request = "GET /v1/models HTTP/1.1\r\nHost: trainyard.example\r\nX-API-Key: " + secret + "\r\n\r\n";
        assertThat(RawHttp.send(port, request)).startsWith("HTTP/1.1 200");
        bearer(client.get().uri("/v1/models"), secret).exchange().expectStatus().isOk();
    }

    @Test
    void refusesAKeyThatWasDeleted() {
        JsonNode made = make("acme", "read");
        String secret = made.get("key").stringValue();
        admin(client.delete().uri("/v1/keys/" + made.get("id").stringValue()))
                .exchange()
                .expectStatus()
                .isNoContent();
        expect(bearer(client.get().uri("/v1/models"), secret), 401, "unauthorized");
    }

    @Test
    void refusesAKeyThatHasExpired() {
        String body = "{\"tenant\": \"acme\", \"scopes\": [\"read\"], \"expires_at\": \"2020-01-01T00:00:00Z\"}";
        String secret = make(body).get("key").stringValue();
        expect(bearer(client.get().uri("/v1/models"), secret), 401, "unauthorized");
    }

    @ParameterizedTest
    @CsvSource({
        "read, POST, /v1/models, 403",
        "submit, GET, /v1/models, 403",
        "predict, GET, /v1/models, 403",
        "predict, POST, /v1/models, 403",
        "read, GET, /v1/keys, 403",
        "submit, POST, /v1/jobs/job_1/predictions, 403",
        "read, GET, /v1/models, 200",
        "admin, GET, /v1/keys, 200",
    })
    void holdsEveryKeyToItsScopes(String scope, String method, String path, int status) {
        String secret = make("acme", scope).get("key").stringValue();
        bearer(client.method(HttpMethod.valueOf(method)).uri(path), secret)
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    @Test
    void keepsATenantsAdminToItsOwnKeys() {
        String secret = make("acme", "admin").get("key").stringValue();
        String foreign = make("rival", "read").get("id").stringValue();
        expect(bearer(client.delete().uri("/v1/keys/" + foreign), secret), 404, "not_found");
        bearer(
                        client.post()
                                .uri("/v1/keys")
                                .contentType(MediaType.APPLICATION_JSON)
                                .body("{\"tenant\": \"rival\", \"scopes\": [\"read\"]}"),
                        secret)
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void namesEveryMistakeInAKeyRequest() {
        admin(client.post()
                        .uri("/v1/keys")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body("{\"scopes\": [\"rule\"], \"tenants\": 1}"))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .json("""
                    {"code": "invalid_request", "errors": [
                      {"pointer": "/scopes/0", "detail": "must be one of read, submit, predict, admin, not \\"rule\\""},
                      {"pointer": "/tenants", "detail": "is no field here; there are tenant, name, scopes, expires_at"}]}
                    """);
    }

    @Test
    void tellsOfAKeyAgainButNotItsSecret() {
        String body = "{\"tenant\": \"acme\", \"scopes\": [\"read\"]}";
        Map<String, String> headers = Map.of("Idempotency-Key", "key-" + System.nanoTime());
        JsonNode first = make(body, headers);
        JsonNode again = make(body, headers);
        assertThat(again.get("id")).isEqualTo(first.get("id"));
        assertThat(first.get("key").isString()).isTrue();
        assertThat(again.path("key").isString()).isFalse();
    }

    private JsonNode make(String tenant, String scope) {
        return make("{\"tenant\": \"" + tenant + "\", \"name\": \"test\", \"scopes\": [\"" + scope + "\"]}");
    }

    private JsonNode make(String body) {
        return make(body, Map.of());
    }

    private JsonNode make(String body, Map<String, String> headers) {
        return Objects.requireNonNull(admin(client.post()
                        .uri("/v1/keys")
                        .headers(all -> headers.forEach(all::set))
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(body))
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    private static RestTestClient.RequestHeadersSpec<?> admin(RestTestClient.RequestHeadersSpec<?> request) {
        return bearer(request, ADMIN_KEY);
    }

    private static RestTestClient.RequestHeadersSpec<?> bearer(
            RestTestClient.RequestHeadersSpec<?> request, String secret) {
        return request.header(HttpHeaders.AUTHORIZATION, "Bearer " + secret);
    }

    private static void expect(RestTestClient.RequestHeadersSpec<?> request, int status, String code) {
        request.exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
    }
}
