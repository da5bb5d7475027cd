package dev.trainyard.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/** Serves the file {@code openapi/openapi.yaml}: as it is, and as JSON. */
@RestController
class ApiDescription {
    private static final String FILE = "/openapi/openapi.yaml";

    private final byte[] yaml;
    private final byte[] json;

    ApiDescription() throws IOException {
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream(FILE), FILE)) {
            yaml = file.readAllBytes();
        }
        Yaml reader = new Yaml(new SafeConstructor(new LoaderOptions()));
        Object tree = reader.load(new String(yaml, StandardCharsets.UTF_8));
        json = JsonMapper.shared().writeValueAsBytes(tree);
    }

    @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> json() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json);
    }

    @GetMapping(path = "/v3/api-docs.yaml", produces = "application/yaml")
    ResponseEntity<byte[]> yaml() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/yaml"))
                .body(yaml);
    }
}
