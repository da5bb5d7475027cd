package dev.trainyard.model;

import dev.trainyard.web.JsonText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A model as it travels.
 *
 * @param dataset what it was bound to, with {@code target}; null for none
 * @param layers as defined, every default written out
 * @param summary shapes, parameters and memory; null while the input is unknown
 */
record ModelView(
        String id,
        @Nullable String name,
        @Nullable String dataset,
        @Nullable String target,
        JsonNode layers,
        boolean head,
        @Nullable JsonNode inputShape,
        @Nullable JsonNode summary,
        Instant createdAt) {
    static ModelView of(Model model) {
        JsonNode definition = JsonText.read(model.definition());
        String summary = model.summary();
        return new ModelView(
                model.id(),
                model.name(),
                model.datasetId(),
                model.target(),
                definition.get("layers"),
                definition.path("head").asBoolean(true),
                definition.get("input_shape"),
                summary == null ? null : JsonText.read(summary),
                model.createdAt());
    }
}
