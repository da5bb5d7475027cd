package dev.trainyard.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The file {@code openapi/openapi.yaml} as tests use it. */
record ApiSpecification(JsonNode json) {
    static final Path FILE = Path.of("openapi", "openapi.yaml");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static ApiSpecification read() {
        try {
            Object tree = new Yaml().load(Files.readString(FILE));
            return new ApiSpecification(JsonMapper.shared().valueToTree(tree));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every operation by {@code "GET /v1/models/{id}"}. */
    Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        json.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> operations.put(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), method.getValue())));
        return operations;
    }

    /** What stands behind a reference into this document. */
    JsonNode resolved(JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null ? node : json.at(reference.stringValue().substring(1));
    }

    /** The documented answer of an operation with this status. */
    JsonNode answer(String operation, int status) {
        JsonNode answers =
                Objects.requireNonNull(operations().get(operation), operation).get("responses");
        JsonNode answer = answers.get(String.valueOf(status));
        assertThat(answer).as(operation + " may answer " + status).isNotNull();
        return resolved(answer);
    }

    /** Fails unless the value is one of the schema, which stands anywhere in the document. */
    void check(String what, JsonNode schema, JsonNode value) {
        ObjectNode whole = (ObjectNode) schema.deepCopy();
        whole.set("components", json.get("components"));
        assertThat(SCHEMAS.getSchema(whole).validate(value))
                .as(what + ": " + value)
                .isEmpty();
    }

    Set<String> strings(String pointer) {
        Set<String> strings = new TreeSet<>();
        json.at(pointer).forEach(element -> strings.add(element.stringValue()));
        return strings;
    }
}
