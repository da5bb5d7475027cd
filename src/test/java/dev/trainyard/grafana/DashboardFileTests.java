package dev.trainyard.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class DashboardFileTests {
    private static final int WIDTH = 24;
    private static final Set<String> UIDS = Set.of(
            "trainyard-compare",
            "trainyard-fleet",
            "trainyard-gradient-flow",
            "trainyard-job",
            "trainyard-service",
            "trainyard-spectrum");
    private static final Set<String> SOURCES = Set.of(GrafanaFiles.POSTGRES, GrafanaFiles.PROMETHEUS);
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");
    private static final Pattern LINK = Pattern.compile("/d/([\\w-]+)(?:\\?var-(\\w+))?");

    static Collection<JsonNode> dashboards() {
        return GrafanaFiles.dashboards().values();
    }

    @Test
    void dashboardsKeepTheirUids() {
        assertThat(GrafanaFiles.dashboards().keySet()).isEqualTo(UIDS);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void dashboardIsOfTheProvisionedKind(JsonNode dashboard) {
        assertThat(dashboard.get("id").isNull()).isTrue();
        assertThat(dashboard.has("__inputs")).isFalse();
        assertThat(dashboard.get("editable").booleanValue()).isFalse();
        assertThat(dashboard.get("schemaVersion").intValue()).isBetween(39, 42);
        assertThat(dashboard.get("tags").get(0).stringValue()).isEqualTo("trainyard");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelIdsAreUnique(JsonNode dashboard) {
        assertThat(dashboard
                        .get("panels")
                        .valueStream()
                        .map(panel -> panel.get("id").intValue()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsLieInTheGridAndDoNotOverlap(JsonNode dashboard) {
        List<String> cells = dashboard
                .get("panels")
                .valueStream()
                .flatMap(DashboardFileTests::cells)
                .toList();
        assertThat(cells).doesNotHaveDuplicates();
    }

    private static Stream<String> cells(JsonNode panel) {
        JsonNode grid = panel.get("gridPos");
        int x = grid.get("x").intValue();
        int y = grid.get("y").intValue();
        int right = x + grid.get("w").intValue();
        assertThat(right).as(panel.get("title").stringValue()).isLessThanOrEqualTo(WIDTH);
        return IntStream.range(x, right)
                .boxed()
                .flatMap(column ->
                        IntStream.range(y, y + grid.get("h").intValue()).mapToObj(row -> column + " " + row));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyDatasourceIsProvisioned(JsonNode dashboard) {
        assertThat(provisioned()).isEqualTo(SOURCES);
        List<JsonNode> named = dashboard.findValues("datasource");
        assertThat(named).isNotEmpty().allSatisfy(source -> {
            assertThat(source.get("uid").stringValue()).isIn(SOURCES);
            assertThat(source.get("type").stringValue())
                    .isEqualTo(type(source.get("uid").stringValue()));
        });
    }

    private static JsonNode sources() {
        return GrafanaFiles.yaml(GrafanaFiles.FOLDER.resolve("provisioning/datasources/trainyard.yml"))
                .get("datasources");
    }

    private static Set<String> provisioned() {
        return sources()
                .valueStream()
                .map(source -> source.get("uid").stringValue())
                .collect(Collectors.toSet());
    }

    private static String type(String uid) {
        return sources()
                .valueStream()
                .filter(source -> source.get("uid").stringValue().equals(uid))
                .map(source -> source.get("type").stringValue())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyVariableThatIsUsedIsDefined(JsonNode dashboard) {
        Set<String> used = new TreeSet<>();
        VARIABLE.matcher(dashboard.toString())
                .results()
                .map(match -> match.group(1))
                .filter(name -> !name.startsWith("__"))
                .forEach(used::add);
        List<String> defined = GrafanaFiles.variables(dashboard).stream()
                .map(variable -> variable.get("name").stringValue())
                .toList();
        assertThat(defined).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(used);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void linksLeadToDashboardsAndTheirVariables(JsonNode dashboard) {
        LINK.matcher(dashboard.toString()).results().forEach(link -> {
            assertThat(link.group(1)).isIn(UIDS);
            assertThat(GrafanaFiles.variables(GrafanaFiles.dashboard(link.group(1))))
                    .extracting(variable -> variable.get("name").stringValue())
                    .contains(link.group(2));
        });
    }

    @Test
    void alertsPointAtPanelsAndQueries() {
        assertThat(GrafanaFiles.alerts())
                .extracting(rule -> rule.get("uid").stringValue())
                .doesNotHaveDuplicates();
        assertThat(GrafanaFiles.alerts()).allSatisfy(rule -> {
            JsonNode dashboard = GrafanaFiles.dashboard(rule.get("dashboardUid").stringValue());
            assertThat(GrafanaFiles.panels(dashboard))
                    .extracting(panel -> panel.get("id").intValue())
                    .contains(rule.get("panelId").intValue());
            assertThat(rule.at("/annotations/__dashboardUid__")).isEqualTo(rule.get("dashboardUid"));
            assertThat(rule.at("/annotations/__panelId__").stringValue())
                    .isEqualTo(rule.get("panelId").asString());
            assertThat(rule.at("/data/0/datasourceUid").stringValue()).isIn(SOURCES);
            assertThat(rule.at("/data/1/model/expression")).isEqualTo(rule.at("/data/0/refId"));
            assertThat(rule.get("condition")).isEqualTo(rule.at("/data/1/refId"));
        });
    }
}
