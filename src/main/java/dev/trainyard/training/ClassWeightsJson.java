package dev.trainyard.training;

import dev.trainyard.engine.data.ClassWeights;
import dev.trainyard.engine.data.ClassWeights.Balanced;
import dev.trainyard.engine.data.ClassWeights.PerClass;
import dev.trainyard.web.JsonForm;
import dev.trainyard.web.JsonNames;
import dev.trainyard.web.JsonReading;
import dev.trainyard.web.JsonRecords;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Class weights travel as {@code "balanced"} or as an object of weights by class. */
@Component
class ClassWeightsJson implements JsonForm<ClassWeights> {
    private static final String BALANCED = "balanced";

    @Override
    public Class<ClassWeights> type() {
        return ClassWeights.class;
    }

    @Override
    public @Nullable ClassWeights read(JsonNode json, String pointer, JsonReading reading) {
        if (json.isString() && json.stringValue().equals(BALANCED)) {
            return new Balanced();
        }
        if (!json.isObject()) {
            return reading.wrong(pointer, "\"balanced\" or an object of weights by class", json);
        }
        Map<String, Double> weights = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            double weight = entry.getValue().isNumber() ? entry.getValue().doubleValue() : Double.NaN;
            if (!(weight > 0) || Double.isInfinite(weight)) {
                return reading.add(JsonNames.below(pointer, entry.getKey()), "must be a positive number");
            }
            weights.put(entry.getKey(), weight);
        }
        return new PerClass(weights);
    }

    @Override
    public JsonNode write(ClassWeights weights, JsonRecords records) {
        return switch (weights) {
            case Balanced() -> JsonNodeFactory.instance.stringNode(BALANCED);
            case PerClass(Map<String, Double> named) -> records.write(named);
        };
    }
}
