package dev.trainyard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.RestCalls.Answer;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What every refusal looks like: a 4xx problem with a stable code that names the place, from a server that goes on. */
@ApplicationContract
abstract class RefusalContract {
    @LocalServerPort
    int port;

    RestCalls calls;

    @BeforeEach
    void connect() {
        calls = new RestCalls(URI.create("http://127.0.0.1:" + port));
    }

    @AfterEach
    void theServerGoesOn() {
        assertThat(calls.get("/actuator/health").status()).isEqualTo(200);
        calls.post("/v1/models", "{\"layers\":[{\"type\":\"dense\",\"units\":3}]}")
                .ok();
    }

    /** Sends a JSON body, if there is one, and expects the refusal. */
    void refuses(String method, String path, @Nullable String body, int status, String code, @Nullable String place) {
        var request = calls.request(path).header("Content-Type", "application/json");
        var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        assertRefused(calls.send(request.method(method, publisher).build()), status, code, place);
    }

    /**
     * Asserts that this is a problem of that status and code.
     *
     * @param place a JSON pointer that must be among the errors, else a text that the problem must hold
     */
    static void assertRefused(Answer answer, int status, String code, @Nullable String place) {
        String text = answer.text();
        assertThat(answer.status()).as(text).isEqualTo(status);
        assertThat(answer.type()).as(text).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("code").stringValue()).as(text).isEqualTo(code);
        assertThat(problem.get("title").stringValue()).isNotBlank();
        assertThat(problem.get("detail").stringValue()).as(text).isNotBlank();
        if (place != null && place.startsWith("/")) {
            assertThat(problem.path("errors")
                            .valueStream()
                            .map(error -> error.get("pointer").stringValue()))
                    .as(text)
                    .contains(place);
        } else if (place != null) {
            assertThat(text).contains(place);
        }
        assertThat(text).doesNotContainPattern("Exception|dev\\.trainyard|java\\.|SELECT |INSERT |/tmp/|[ .]\\.java");
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
