package dev.trainyard.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Takes every SQL query out of the dashboards and runs it, as the role that Grafana has, over jobs that were really trained. */
class DashboardQueriesPostgresIT {
    private static Connection reader;
    private static List<String> jobs;

    @BeforeAll
    static void train() throws SQLException {
        jobs = Stage.shared().jobs();
        reader = Stage.shared().reader().connect();
    }

    @AfterAll
    static void disconnect() throws SQLException {
        if (reader != null) {
            reader.close();
        }
    }

    static Stream<Arguments> panels() {
        return GrafanaFiles.dashboards().values().stream()
                .flatMap(dashboard -> GrafanaFiles.panels(dashboard).stream()
                        .filter(panel ->
                                panel.at("/datasource/uid").stringValue().equals(GrafanaFiles.POSTGRES))
                        .map(panel -> Arguments.of(
                                Named.of(dashboard.get("title").stringValue(), dashboard),
                                Named.of(panel.get("title").stringValue(), panel))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("panels")
    void panelIsDrawnFromSomeJob(JsonNode dashboard, JsonNode panel) throws SQLException {
        for (JsonNode target : panel.get("targets")) {
            List<Rows> answers = answers(dashboard, target.get("rawSql").stringValue());
            assertThat(answers).as(target.get("rawSql").stringValue()).anyMatch(Rows::drawn);
            answers.forEach(frame -> Forms.check(panel, target, frame));
        }
    }

    static Stream<Arguments> annotations() {
        return GrafanaFiles.dashboards().values().stream()
                .flatMap(dashboard -> dashboard
                        .at("/annotations/list")
                        .valueStream()
                        .map(annotation -> Arguments.of(
                                Named.of(dashboard.get("title").stringValue(), dashboard),
                                Named.of(annotation.get("name").stringValue(), annotation))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("annotations")
    void annotationHasTimeAndTitle(JsonNode dashboard, JsonNode annotation) throws SQLException {
        List<Rows> answers = answers(dashboard, annotation.at("/target/rawSql").stringValue());
        assertThat(answers)
                .allSatisfy(rows -> assertThat(rows.columns()).containsExactly("time", "title", "text", "tags"));
        boolean rare = annotation.get("name").stringValue().equals("Log");
        assertThat(answers.stream().anyMatch(Rows::drawn) || rare).isTrue();
        answers.forEach(rows -> rows.rows().forEach(row -> {
            assertThat(row.get("time")).isInstanceOf(Timestamp.class);
            assertThat(row.get("title")).isNotNull();
        }));
    }

    @Test
    void jobsAreOfferedNewestFirstByNameAndDate() throws SQLException {
        JsonNode variable =
                GrafanaFiles.variables(GrafanaFiles.dashboard("trainyard-job")).getFirst();
        Rows offered = Rows.of(reader, variable.get("query").stringValue());
        assertThat(offered.columns()).containsExactly("__text", "__value");
        assertThat(offered.rows().stream().map(row -> row.get("__value"))).isEqualTo(jobs.reversed());
        assertThat(String.valueOf(offered.rows().getFirst().get("__text")))
                .startsWith("too fast · 20")
                .endsWith("failed");
    }

    @Test
    void searchFindsJobsByPartOfTheirName() throws SQLException {
        JsonNode variable = GrafanaFiles.variables(GrafanaFiles.dashboard("trainyard-compare"))
                .get(2);
        Macros macros = macros(Map.of("tenant", List.of("local"), "search", List.of("SIGMOID")));
        Rows offered = Rows.of(reader, macros.sql(variable.get("query").stringValue()));
        assertThat(offered.rows().stream().map(row -> row.get("__value"))).containsExactly(jobs.get(1));
    }

    /** What a query answers for each job, with the variables as Grafana sets them when the dashboard opens. */
    private static List<Rows> answers(JsonNode dashboard, String sql) throws SQLException {
        List<Rows> answers = new ArrayList<>();
        boolean several = GrafanaFiles.variables(dashboard).stream()
                .anyMatch(variable -> variable.get("name").stringValue().equals("search"));
        for (List<String> chosen :
                several ? List.of(jobs) : jobs.stream().map(List::of).toList()) {
            answers.add(Rows.of(reader, macros(opened(dashboard, chosen)).sql(sql)));
        }
        return answers;
    }

    private static Map<String, List<String>> opened(JsonNode dashboard, List<String> chosenJobs) throws SQLException {
        Map<String, List<String>> values = new TreeMap<>(Map.of("job", chosenJobs));
        for (JsonNode variable : GrafanaFiles.variables(dashboard)) {
            String name = variable.get("name").stringValue();
            if (!values.containsKey(name)) {
                values.put(name, opened(variable, values));
            }
        }
        return values;
    }

    private static List<String> opened(JsonNode variable, Map<String, List<String>> before) throws SQLException {
        if (!variable.get("type").stringValue().equals("query")) {
            return List.of(variable.at("/current/value").stringValue());
        }
        Rows offered = Rows.of(reader, macros(before).sql(variable.get("query").stringValue()));
        List<String> all = offered.rows().stream()
                .map(row -> String.valueOf(row.get(offered.columns().getLast())))
                .toList();
        return variable.get("includeAll").booleanValue()
                ? all
                : all.stream().limit(1).toList();
    }

    private static Macros macros(Map<String, List<String>> chosen) {
        Instant now = Instant.now();
        return new Macros(chosen, now.minus(Duration.ofHours(1)), now.plus(Duration.ofMinutes(1)));
    }
}
