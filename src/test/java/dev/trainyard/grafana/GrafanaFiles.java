package dev.trainyard.grafana;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stands in the folder {@code grafana} and in the compose file, read as Grafana and Docker read it. */
final class GrafanaFiles {
    static final Path FOLDER = Path.of("grafana");
    static final String POSTGRES = "trainyard-postgres";
    static final String PROMETHEUS = "trainyard-prometheus";

    private static final JsonMapper JSON = JsonMapper.shared();

    private GrafanaFiles() {}

    /** The dashboards by their uid. */
    static Map<String, JsonNode> dashboards() {
        Map<String, JsonNode> dashboards = new TreeMap<>();
        try (Stream<Path> files = Files.walk(FOLDER.resolve("dashboards"))) {
            files.filter(file -> file.toString().endsWith(".json"))
                    .map(file -> JSON.readTree(text(file)))
                    .forEach(dashboard -> dashboards.put(dashboard.get("uid").stringValue(), dashboard));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return dashboards;
    }

    static JsonNode dashboard(String uid) {
        return Objects.requireNonNull(dashboards().get(uid), uid);
    }

    /** The panels of a dashboard that draw something. */
    static List<JsonNode> panels(JsonNode dashboard) {
        return dashboard
                .get("panels")
                .valueStream()
                .filter(panel -> !panel.get("type").stringValue().equals("row"))
                .toList();
    }

    /** The variables of a dashboard, in their order. */
    static List<JsonNode> variables(JsonNode dashboard) {
        return dashboard.at("/templating/list").valueStream().toList();
    }

    /** The provisioned alert rules. */
    static List<JsonNode> alerts() {
        List<JsonNode> rules = new ArrayList<>();
        yaml(FOLDER.resolve("provisioning/alerting/trainyard.yml"))
                .get("groups")
                .forEach(group -> group.get("rules").forEach(rules::add));
        return rules;
    }

    static JsonNode yaml(Path file) {
        Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text(file));
        return JSON.valueToTree(tree);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
