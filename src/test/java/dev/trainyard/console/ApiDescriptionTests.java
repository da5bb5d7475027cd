package dev.trainyard.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.dataset.ColumnType;
import dev.trainyard.engine.initializer.Initializer;
import dev.trainyard.engine.layer.Activation;
import dev.trainyard.engine.layer.Layer;
import dev.trainyard.engine.loss.Loss;
import dev.trainyard.engine.optimizer.Optimizer;
import dev.trainyard.engine.schedule.Schedule;
import dev.trainyard.training.JobStatus;
import dev.trainyard.web.JsonNames;
import dev.trainyard.web.JsonRecordsFixture;
import dev.trainyard.web.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ApiDescriptionTests {
    private static final String BEGIN = "    # <engine>\n";
    private static final String END = "    # </engine>\n";

    private final ApiSpecification specification = ApiSpecification.read();

    /** Where it differs, the file is written anew, so that a second run passes. */
    @Test
    void describesEveryRecordOfTheEngine() throws IOException {
        String file = Files.readString(ApiSpecification.FILE);
        String schemas = new EngineSchemas(JsonRecordsFixture.plain())
                .of(List.of(
                        Layer.class, Activation.class, Initializer.class, Loss.class, Optimizer.class, Schedule.class));
        String wanted = file.substring(0, file.indexOf(BEGIN)) + BEGIN + schemas + file.substring(file.indexOf(END));
        if (!wanted.equals(file)) {
            Files.writeString(ApiSpecification.FILE, wanted);
        }
        assertThat(file).isEqualTo(wanted);
    }

    @Test
    void namesTheSameWordsAsTheCode() {
        assertThat(specification.strings("/components/schemas/ProblemCode/enum"))
                .isEqualTo(words(ProblemCode.values()));
        assertThat(specification.strings("/components/schemas/JobStatus/enum")).isEqualTo(words(JobStatus.values()));
        assertThat(specification.strings("/components/schemas/Column/properties/type/enum"))
                .isEqualTo(words(ColumnType.values()));
    }

    @Test
    void namesEveryOperationOnce() {
        List<String> names = specification.operations().values().stream()
                .map(operation -> operation.get("operationId").stringValue())
                .toList();
        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void givesExamplesThatFitTheirSchemas() {
        specification.operations().forEach((name, operation) -> {
            JsonNode request = operation.get("requestBody");
            if (request != null) {
                checkExamples(name + " request", request.get("content"));
            }
            operation
                    .get("responses")
                    .properties()
                    .forEach(response -> checkExamples(
                            name + " " + response.getKey(),
                            specification.resolved(response.getValue()).get("content")));
        });
    }

    @Test
    void showsAnExampleOfEveryBody() {
        specification.operations().forEach((name, operation) -> {
            JsonNode json = operation.at("/requestBody/content/application~1json");
            assertThat(json.isMissingNode() || json.has("examples")).as(name).isTrue();
        });
    }

    private void checkExamples(String what, JsonNode content) {
        if (content == null) {
            return;
        }
        content.properties().stream()
                .filter(type ->
                        type.getKey().endsWith("json") && type.getValue().has("examples"))
                .forEach(type -> type.getValue()
                        .get("examples")
                        .properties()
                        .forEach(example -> specification.check(
                                what + " " + example.getKey(),
                                type.getValue().get("schema"),
                                example.getValue().get("value"))));
    }

    private static Set<String> words(Enum<?>[] constants) {
        return Arrays.stream(constants).map(JsonNames::constant).collect(Collectors.toCollection(TreeSet::new));
    }
}
