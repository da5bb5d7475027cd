package dev.trainyard.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.ApplicationContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.client.RestTestClient;

@ApplicationContract
abstract class PageFilesContract {
    private static final Path FILES = Path.of("src", "main", "resources", "static");

    @Autowired
    RestTestClient client;

    static List<String> files() throws IOException {
        try (Stream<Path> found = Files.walk(FILES)) {
            List<String> names = found.filter(Files::isRegularFile)
                    .map(file -> "/" + FILES.relativize(file).toString().replace('\\', '/'))
                    .toList();
            return Stream.concat(Stream.of("/"), names.stream()).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void sparesTheRepetitionOfAFile(String file) {
        HttpHeaders headers = client.get()
                .uri(file)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseHeaders();
        assertThat(headers.getCacheControl()).isEqualTo("no-cache");
        client.get()
                .uri(file)
                .header(HttpHeaders.IF_NONE_MATCH, Objects.requireNonNull(headers.getETag()))
                .exchange()
                .expectStatus()
                .isNotModified();
    }

    @Test
    void allowsThePageNothingButFilesOfThisServer() {
        String policy = Objects.requireNonNull(client.get()
                .uri("/")
                .exchange()
                .expectBody()
                .returnResult()
                .getResponseHeaders()
                .getFirst("Content-Security-Policy"));
        assertThat(policy)
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .doesNotContain("unsafe", "http");
    }
}
