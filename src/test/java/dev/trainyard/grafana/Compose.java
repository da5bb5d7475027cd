package dev.trainyard.grafana;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The compose file. */
final class Compose {
    private Compose() {}

    static JsonNode file() {
        return GrafanaFiles.yaml(Path.of("docker-compose.yml"));
    }

    static JsonNode service(String name) {
        return file().at("/services/" + name);
    }

    static Map<String, JsonNode> services() {
        return file().get("services")
                .propertyStream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
