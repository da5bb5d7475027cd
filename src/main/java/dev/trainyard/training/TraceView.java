package dev.trainyard.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.trainyard.engine.data.ClassTarget;
import dev.trainyard.engine.data.NumberTarget;
import dev.trainyard.engine.data.Targets;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.inspect.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A trace as it travels.
 *
 * @param outputs the classes, or the names of the targets
 * @param features names of the floats that enter the network
 * @param target the class's number, or the values as the network is to give them: standardized
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TraceView(
        Row row,
        Task task,
        List<String> outputs,
        String loss,
        JsonNode optimizer,
        List<String> features,
        List<Float> target,
        List<Layer> layers,
        List<Trace> steps) {
    /** The example: the number of its row in the dataset, and its cells. */
    record Row(int number, Map<String, Object> cells) {}

    /** A layer of the network, of which every step tells. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Layer(String layer, String type, @Nullable String activation, long units, long parameters) {}

    static TraceView of(
            Inspections.Subject subject, int number, int place, Map<String, Object> cells, List<Trace> steps) {
        Prepared prepared = subject.prepared();
        List<String> outputs = switch (prepared.parts().target()) {
            case ClassTarget classes -> classes.classes();
            case NumberTarget numbers -> numbers.columns();
        };
        return new TraceView(
                new Row(number, cells),
                subject.definition().task(),
                outputs,
                type(subject.config().get("loss")),
                subject.config().get("optimizer"),
                FeatureNames.of(prepared.parts().features()),
                target(prepared.training().targets(), place),
                prepared.network().summary().stream()
                        .map(layer -> new Layer(
                                layer.name(),
                                layer.type(),
                                activation(subject.config(), layer.name()),
                                layer.outputShape().size(),
                                layer.parameters()))
                        .toList(),
                steps);
    }

    private static @Nullable String activation(JsonNode config, String layer) {
        for (JsonNode named : config.at("/model/layers")) {
            if (named.get("name").stringValue().equals(layer)) {
                return named.has("activation") ? type(named.get("activation")) : null;
            }
        }
        return null;
    }

    /** A bare name, or the type of an object. */
    private static String type(JsonNode json) {
        return json.isObject() ? json.get("type").stringValue() : json.stringValue();
    }

    private static List<Float> target(Targets targets, int place) {
        List<Float> values = new ArrayList<>();
        for (int i = 0; i < targets.width(); i++) {
            values.add(targets.values()[place * targets.width() + i]);
        }
        return values;
    }
}
