package dev.trainyard.model;

import dev.trainyard.engine.InvalidDefinition;
import dev.trainyard.web.JsonNames;
import dev.trainyard.web.JsonRejection;
import dev.trainyard.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The engine's refusals as places in the JSON: {@code layers[2].perPosition} is {@code /layers/2/per_position}. */
@Component
public class DefinitionErrors implements JsonRejection {
    @Override
    public Problem.@Nullable Place place(RuntimeException refusal) {
        return refusal instanceof InvalidDefinition invalid ? place(invalid) : null;
    }

    /** The place of an error, as a pointer into the definition that was checked. */
    public static Problem.Place place(InvalidDefinition invalid) {
        StringBuilder pointer = new StringBuilder();
        for (String step : invalid.field().split("[.\\[\\]]+")) {
            if (!step.isEmpty()) {
                pointer.append('/').append(JsonNames.snake(step));
            }
        }
        return new Problem.Place(pointer.toString(), invalid.detail());
    }
}
