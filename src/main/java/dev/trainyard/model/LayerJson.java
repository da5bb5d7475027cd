package dev.trainyard.model;

import dev.trainyard.engine.layer.Layer;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.web.JsonForm;
import dev.trainyard.web.JsonNames;
import dev.trainyard.web.JsonReading;
import dev.trainyard.web.JsonRecords;
import dev.trainyard.web.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A layer in its place is one object: {@code {"name": "hidden", "inputs": ["input"], "type": "dense", "units": 64}}. Without
 * a name it is called by its type and its place, as in {@code dense_1}.
 */
@Component
class LayerJson implements JsonForm<NamedLayer> {
    private static final String NAME = "name";
    private static final String INPUTS = "inputs";
    private static final String NAMES = "[A-Za-z0-9_-]{1,64}";
    private static final int MOST_INPUTS = 100;

    @Override
    public Class<NamedLayer> type() {
        return NamedLayer.class;
    }

    @Override
    public @Nullable NamedLayer read(JsonNode json, String pointer, JsonReading reading) {
        Object layer = reading.variant(json, Layer.class, pointer, Set.of(NAME, INPUTS));
        String name = name(json, pointer, reading);
        List<String> inputs = inputs(json, pointer, reading);
        if (layer == null || name == null || inputs == null) {
            return null;
        }
        return new NamedLayer(name.isEmpty() ? called(layer, pointer) : name, inputs, (Layer) layer);
    }

    @Override
    public JsonNode write(NamedLayer named, JsonRecords records) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put(NAME, named.name());
        if (!named.inputs().isEmpty()) {
            object.set(INPUTS, records.write(named.inputs()));
        }
        for (Map.Entry<String, JsonNode> field : records.write(named.layer()).properties()) {
            object.set(field.getKey(), field.getValue());
        }
        return object;
    }

    private static @Nullable String name(JsonNode json, String pointer, JsonReading reading) {
        JsonNode name = json.get(NAME);
        if (name == null || name.isNull()) {
            return "";
        }
        String where = JsonNames.below(pointer, NAME);
        if (!name.isString()) {
            return reading.wrong(where, "a text", name);
        }
        return isName(name.stringValue())
                ? name.stringValue()
                : reading.add(where, "must be 1 to 64 of A-Z, a-z, 0-9, '-' and '_', and not \"input\"");
    }

    private static boolean isName(String text) {
        return text.matches(NAMES) && !text.equals("input");
    }

    private static @Nullable List<String> inputs(JsonNode json, String pointer, JsonReading reading) {
        JsonNode inputs = json.get(INPUTS);
        if (inputs == null || inputs.isNull()) {
            return List.of();
        }
        String where = JsonNames.below(pointer, INPUTS);
        if (!inputs.isArray()) {
            return reading.wrong(where, "a list of names of layers", inputs);
        }
        if (inputs.size() > MOST_INPUTS) {
            return reading.add(where, "must be at most " + MOST_INPUTS + " names, not " + inputs.size());
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            JsonNode input = inputs.get(i);
            String place = JsonNames.below(where, i);
            if (!input.isString()) {
                return reading.wrong(place, "the name of a layer", input);
            }
            if (!input.stringValue().matches(NAMES)) {
                return reading.add(place, Text.quoted(input.stringValue()) + " is no name of a layer");
            }
            names.add(input.stringValue());
        }
        return names;
    }

    private static String called(Object layer, String pointer) {
        String place = pointer.substring(pointer.lastIndexOf('/') + 1);
        return JsonNames.type(layer.getClass()) + "_" + (Integer.parseInt(place) + 1);
    }
}
