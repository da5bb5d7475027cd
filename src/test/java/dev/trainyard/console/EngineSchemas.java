package dev.trainyard.console;

import dev.trainyard.web.JsonNames;
import dev.trainyard.web.JsonRecords;
import dev.trainyard.web.JsonText;
import dev.trainyard.web.Problem;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The schemas of the engine's records, as lines of YAML: names, types and defaults by reflection, texts from Javadoc. */
final class EngineSchemas {
    private static final String LAYER = "Layer";

    private final JsonRecords records;
    private final StringBuilder yaml = new StringBuilder();

    EngineSchemas(JsonRecords records) {
        this.records = records;
    }

    String of(List<Class<?>> families) {
        families.forEach(this::family);
        return yaml.toString();
    }

    private void family(Class<?> family) {
        Map<String, Class<?>> variants = JsonNames.variants(family);
        List<String> bare = variants.keySet().stream()
                .filter(type -> required(family, type).isEmpty())
                .toList();
        line(4, family.getSimpleName() + ":");
        line(6, "oneOf:");
        line(8, "- enum: [" + String.join(", ", bare) + "]");
        variants.values().forEach(record -> line(8, "- $ref: \"#/components/schemas/" + name(family, record) + "\""));
        variants.forEach((type, record) -> variant(family, type, record));
    }

    private void variant(Class<?> family, String type, Class<?> record) {
        JavadocText text = JavadocText.of(record);
        Set<String> required = required(family, type);
        JsonNode defaults = defaults(family, type, required);
        line(4, name(family, record) + ":");
        line(6, "type: object");
        line(6, "description: " + quoted(text.summary()));
        line(6, "required: [" + String.join(", ", withType(required)) + "]");
        line(6, "properties:");
        line(8, "type: {const: " + type + "}");
        for (RecordComponent component : record.getRecordComponents()) {
            String field = JsonNames.snake(component.getName());
            String description = text.components().getOrDefault(component.getName(), "");
            String value = required.contains(field) ? "" : defaultOf(defaults.get(field));
            String words = description.isEmpty() ? "" : ", description: " + quoted(description);
            line(8, field + ": {" + schema(component.getGenericType()) + value + words + "}");
        }
        if (family.getSimpleName().equals(LAYER)) {
            line(8, "name: {type: string, pattern: \"^[A-Za-z0-9_-]{1,64}$\"}");
            line(8, "inputs: {type: array, maxItems: 100, items: {type: string}}");
        }
        line(6, "additionalProperties: false");
    }

    private static String name(Class<?> family, Class<?> record) {
        return family.getSimpleName() + record.getSimpleName();
    }

    private static List<String> withType(Set<String> required) {
        List<String> all = new ArrayList<>(List.of(JsonNames.TYPE));
        all.addAll(required);
        return all;
    }

    /** The fields that the reader asks for. */
    private Set<String> required(Class<?> family, String type) {
        try {
            records.read(json(type, Set.of()), family);
            return Set.of();
        } catch (Problem problem) {
            return problem.places().stream()
                    .map(place -> place.pointer().substring(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private JsonNode defaults(Class<?> family, String type, Set<String> required) {
        return records.write(records.read(json(type, required), family));
    }

    private static ObjectNode json(String type, Set<String> required) {
        ObjectNode json = (ObjectNode) JsonText.read("{}");
        json.put(JsonNames.TYPE, type);
        required.forEach(field -> json.put(field, 1));
        return json;
    }

    private static String defaultOf(@Nullable JsonNode value) {
        return value == null || value.isObject() ? "" : ", default: " + value;
    }

    private static String schema(Type type) {
        if (type instanceof ParameterizedType list) {
            return "type: array, items: {" + schema(list.getActualTypeArguments()[0]) + "}";
        }
        Class<?> value = (Class<?>) type;
        if (value.isEnum()) {
            return "enum: ["
                    + Arrays.stream(value.getEnumConstants())
                            .map(constant -> JsonNames.constant((Enum<?>) constant))
                            .collect(Collectors.joining(", "))
                    + "]";
        }
        if (value.isSealed()) {
            return "$ref: \"#/components/schemas/" + value.getSimpleName() + "\"";
        }
        return switch (value.getSimpleName()) {
            case "int", "Integer", "long", "Long" -> "type: integer";
            case "double", "Double" -> "type: number";
            case "boolean", "Boolean" -> "type: boolean";
            case "String" -> "type: string";
            default -> throw new IllegalStateException("No schema for " + value);
        };
    }

    private static String quoted(String text) {
        return StringNode.valueOf(text).toString();
    }

    private void line(int indent, String text) {
        yaml.append(" ".repeat(indent)).append(text).append('\n');
    }
}
