package dev.trainyard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trainyard.engine.initializer.Initializer;
import dev.trainyard.engine.layer.Layer;
import dev.trainyard.engine.loss.Loss;
import dev.trainyard.engine.optimizer.Optimizer;
import dev.trainyard.engine.schedule.Schedule;
import dev.trainyard.web.JsonNames;
import dev.trainyard.web.JsonRecords;
import dev.trainyard.web.JsonRecordsFixture;
import dev.trainyard.web.JsonText;
import dev.trainyard.web.Problem;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class DefinitionJsonTests {
    private final JsonRecords records = JsonRecordsFixture.of(new LayerJson(), new DefinitionErrors());

    static Stream<Arguments> everyRecordOfTheEngine() {
        return Stream.of(Layer.class, Loss.class, Optimizer.class, Schedule.class, Initializer.class)
                .flatMap(
                        family -> JsonNames.variants(family).keySet().stream().map(type -> Arguments.of(type, family)));
    }

    @ParameterizedTest
    @MethodSource("everyRecordOfTheEngine")
    void readsWhatItWritesOfEveryRecord(String type, Class<?> family) {
        ObjectNode json = (ObjectNode) JsonText.read("{\"type\": \"" + type + "\"}");
        Problem problem = catchThrowableOfType(Problem.class, () -> records.read(json, family));
        if (problem != null) {
            problem.places().forEach(place -> json.put(place.pointer().substring(1), 1));
        }
        Object value = records.read(json, family);
        JsonNode written = records.write(value);
        assertThat(written.get("type").stringValue()).isEqualTo(type);
        assertThat(records.read(written, family)).isEqualTo(value);
    }

    @Test
    void writesEveryDefaultOut() {
        ModelDefinition definition =
                read("{\"layers\": [{\"type\": \"dense\", \"units\": 8, \"activation\": \"relu\"}]}");
        assertThat(records.write(definition).get("layers").get(0).toString())
                .startsWith("{\"name\":\"dense_1\",\"type\":\"dense\",\"units\":8,\"activation\":{\"type\":\"relu\"}")
                .contains("\"bias\":true", "\"initializer\":{\"type\":\"he\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                                  | /layers                | is required
        {"layers": 3}                                       | /layers                | must be a list, not 3
        {"layers": [{"type": "dens", "units": 3}]}          | /layers/0/type         | must be one of
        {"layers": [{"units": 3}]}                          | /layers/0/type         | is required; it is one of
        {"layers": [{"type": "dense"}]}                     | /layers/0/units        | is required
        {"layers": [{"type": "dense", "units": "many"}]}    | /layers/0/units        | must be a whole number, not "many"
        {"layers": [{"type": "dense", "units": -1}]}        | /layers/0/units        | expected a whole number of at least 1, got -1
        {"layers": [{"type": "dense", "units": 0}]}         | /layers/0/units        | expected a whole number of at least 1, got 0
        {"layers": ["relu", {"type": "dropout", "p": 1.5}]} | /layers/1/p            | expected
        {"layers": [{"type": "dense", "units": 3, "neurons": 4}]} | /layers/0/neurons | is no field of dense; there are units, activation
        {"layers": [{"type": "dense", "units": 3, "activation": "swish"}]} | /layers/0/activation | must be one of relu
        {"layers": [{"type": "dense", "units": 3, "initializer": {"type": "normal", "sd": 1}}]} | /layers/0/initializer/sd | is no field of normal
        {"layers": [{"type": "relu", "name": "a"}, {"type": "tanh", "name": "a"}]} | /layers/1/name | "a" is the name of another layer
        {"layers": [{"type": "relu", "name": "a", "inputs": ["b"]}]} | /layers/0/inputs/0 | "b" is no layer; there are input
        {"layers": [{"type": "relu", "name": "a", "inputs": ["b"]}, {"type": "relu", "name": "b", "inputs": ["a"]}]} | /layers/0/inputs/0 | "b" comes later
        {"layers": [{"type": "relu", "name": "a", "inputs": ["a"]}]} | /layers/0/inputs/0 | "a" comes later
        {"layers": [{"type": "relu", "name": "../etc"}]}    | /layers/0/name         | must be 1 to 64 of
        {"layers": [{"type": "relu", "name": "input"}]}     | /layers/0/name         | must be 1 to 64 of
        {"layers": [], "head": "no"}                        | /head                  | must be true or false, not "no"
        {"layers": [], "input_shape": [4, 0]}               | /input_shape/1         | must be at least 1, not 0
        {"layers": [], "tenant": "other"}                   | /tenant                | is no field here; there are name, layers, head, input_shape
        """)
    void pointsAtEveryMistake(String json, String pointer, String detail) {
        Problem problem = catchThrowableOfType(Problem.class, () -> read(json));
        assertThat(problem.places()).hasSize(1);
        assertThat(problem.places().getFirst().pointer()).isEqualTo(pointer);
        assertThat(problem.places().getFirst().detail()).startsWith(detail);
    }

    @Test
    void refusesAHundredThousandLayers() {
        String layers = "\"relu\",".repeat(100_000) + "\"relu\"";
        Problem problem = catchThrowableOfType(Problem.class, () -> read("{\"layers\": [" + layers + "]}"));
        assertThat(problem.places())
                .containsExactly(new Problem.Place("/layers", "must be at most 1000 layers, not 100001"));
    }

    private ModelDefinition read(String json) {
        return records.read(JsonText.read(json), ModelDefinition.class);
    }
}
