package dev.trainyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.ApplicationContract;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@ApplicationContract
abstract class ProblemContract {
    @Autowired
    RestTestClient client;

    @LocalServerPort
    int port;

    @Test
    void answersAnUnknownPath() {
        client.get()
                .uri("/v1/nothing")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .json("""
                    {"type": "urn:trainyard:problem:not_found", "title": "Not found", "status": 404,
                     "detail": "There is nothing at this path.", "code": "not_found"}
                    """);
    }

    @Test
    void namesTheAllowedMethods() {
        client.delete()
                .uri("/actuator/health")
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectHeader()
                .valueEquals(HttpHeaders.ALLOW, "GET")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("method_not_allowed");
    }

    @Test
    void answersTheErrorPathAsAnyOther() {
        client.get().uri("/error").exchange().expectStatus().isNotFound();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / /\r\n\r\n",
                "GET /{ HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "nonsense\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: rot13\r\n\r\n",
                "GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /a%2fb/..;/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
            })
    void showsNoPageOfTheContainer(String request) throws IOException {
        String answer = RawHttp.send(port, request);
        assertThat(answer).matches("(?s)HTTP/1.1 [45]\\d\\d.*");
        assertThat(answer).contains("application/problem+json", "\"code\":");
        assertThat(answer).doesNotContainIgnoringCase("<html", "tomcat", "apache", "exception", "\tat ", "java");
    }

    @Test
    void refusesHeadersWithoutEnd() throws IOException {
        String answer =
                RawHttp.send(port, "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(100_000) + "\r\n\r\n");
        assertThat(answer).contains("application/problem+json").doesNotContain("<html");
    }
}
