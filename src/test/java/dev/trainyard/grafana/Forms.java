package dev.trainyard.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The forms of frames that Grafana's panels can draw. A trend wants one frame with a numeric x that ascends; a heat map the same with a
 * column for each row of it, at equal distances; where the query gives them one below the other, the panel parts and joins them.
 */
final class Forms {
    private static final Set<String> WITHOUT_FORM = Set.of("stat", "table", "barchart");

    private Forms() {}

    static void check(JsonNode panel, JsonNode target, Rows frame) {
        String type = panel.get("type").stringValue();
        switch (type) {
            case "trend" -> curve(panel, panel.at("/options/xField").stringValue(), frame);
            case "heatmap" -> heatMap(panel, frame);
            case "timeseries" -> timeSeries(target, frame);
            default -> assertThat(type).isIn(WITHOUT_FORM);
        }
    }

    private static void curve(JsonNode panel, String x, Rows frame) {
        if (panel.has("transformations")) {
            pivot(panel, x, frame);
        } else {
            assertThat(frame.columns()).startsWith(x).hasSizeGreaterThan(1);
            assertAscending(frame.numbers(x));
        }
    }

    private static Map<Object, Rows> pivot(JsonNode panel, String x, Rows frame) {
        JsonNode parting = panel.at("/transformations/0");
        JsonNode joining = panel.at("/transformations/1");
        assertThat(parting.get("id").stringValue()).isEqualTo("partitionByValues");
        assertThat(joining.get("id").stringValue()).isEqualTo("joinByField");
        assertThat(joining.at("/options/byField").stringValue()).isEqualTo(x);
        String by = parting.at("/options/fields/0").stringValue();
        assertThat(frame.columns()).containsExactly(x, by, "Value");
        Map<Object, Rows> parts = frame.partition(by);
        parts.values().forEach(part -> assertAscending(part.numbers(x)));
        return parts;
    }

    private static void heatMap(JsonNode panel, Rows frame) {
        Map<Object, Rows> layers = pivot(panel, "step", frame);
        Set<Double> steps = new TreeSet<>();
        layers.values().forEach(layer -> steps.addAll(layer.numbers("step")));
        List<Double> places = new ArrayList<>(steps);
        for (int i = 2; i < places.size() - 1; i++) {
            assertThat(places.get(i) - places.get(i - 1))
                    .as("distance of columns")
                    .isEqualTo(places.get(1) - places.get(0));
        }
        frame.numbers("Value").forEach(value -> assertThat(value).isFinite());
    }

    private static void timeSeries(JsonNode target, Rows frame) {
        assertThat(target.get("format").stringValue()).isEqualTo("time_series");
        assertThat(frame.columns()).startsWith("time").hasSizeBetween(2, 3);
        if (frame.columns().size() == 3) {
            assertThat(frame.columns()).contains("metric");
        }
        List<Double> times = frame.rows().stream()
                .map(row -> row.get("time"))
                .map(time ->
                        time instanceof java.sql.Timestamp at ? (double) at.getTime() : ((Number) time).doubleValue())
                .toList();
        assertThat(times).isSorted();
    }

    private static void assertAscending(List<Double> values) {
        assertThat(values).isSorted().doesNotHaveDuplicates();
    }
}
