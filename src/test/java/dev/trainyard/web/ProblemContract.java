package dev.trainyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.ApplicationContract;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"layers": [],}        | 400 | malformed_json  | This is no JSON: an unexpected character at line 1, column 15.
        {"layers": []} true    | 400 | malformed_json  | This is no JSON: something follows the value at line 1, column 16.
        {"head":1,"head":1}    | 400 | malformed_json  | This is no JSON: a field comes twice in one object at line 1, column 17.
        []                     | 400 | invalid_request | The body must be an object, not a list
        null                   | 400 | invalid_request | The body must be an object, not null
        {"layers": [], "id":1} | 400 | invalid_request | /id: is no field here; there are name, layers, head, input_shape
        """)
    void saysWhatIsWrongWithABody(String body, int status, String code, String detail) {
        post(MediaType.APPLICATION_JSON, body)
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code)
                .jsonPath("$.detail")
                .isEqualTo(detail);
    }

    @Test
    void refusesAnEmptyBody() {
        client.post()
                .uri("/v1/models")
                .contentType(MediaType.APPLICATION_JSON)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("There is no body, or none that can be read.");
    }

    @Test
    void refusesABodyOfTwoMegabytesAndNamesTheLimit() {
        post(MediaType.APPLICATION_JSON, " ".repeat(2 << 20))
                .expectStatus()
                .isEqualTo(413)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("A JSON body may have at most 1048576 bytes.");
    }

    @Test
    void countsABodyThatDoesNotAnnounceItsLength() throws IOException {
        String chunk = "10000\r\n" + " ".repeat(1 << 16) + "\r\n";
        String answer = RawHttp.send(
                port,
                "POST /v1/models HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(17) + "0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413").contains("\"too_large\"");
    }

    @Test
    void namesWhatItReadsAndWhatItAnswers() {
        post(MediaType.APPLICATION_XML, "<a/>")
                .expectStatus()
                .isEqualTo(415)
                .expectBody()
                .jsonPath("$.detail")
                .value(detail -> assertThat(String.valueOf(detail)).contains("application/xml", "application/json"));
        client.get()
                .uri("/v1/models")
                .accept(MediaType.IMAGE_PNG)
                .exchange()
                .expectStatus()
                .isEqualTo(406)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=101, limit",
        "limit=x, limit",
        "limit=-1, limit",
        "after=a%20b, after",
        "limit=1e1, limit"
    })
    void namesTheParameterThatIsWrong(String query, String pointer) {
        client.get()
                .uri(URI.create("http://localhost:" + port + "/v1/models?" + query))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo(pointer);
    }

    @Test
    void answersAnUnknownIdWithoutRepeatingControlCharacters() {
        client.get()
                .uri(URI.create("http://localhost:" + port + "/v1/models/%0d%0a%1b%5b31m"))
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("There is no model \"???[31m\".");
    }

    private RestTestClient.ResponseSpec post(MediaType type, String body) {
        return client.post().uri("/v1/models").contentType(type).body(body).exchange();
    }
}
