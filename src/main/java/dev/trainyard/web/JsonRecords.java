package dev.trainyard.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON into records and back, by reflection: fields are the components in snake case, a component may be left out if the
 * record has a constructor without arguments, which states the defaults, or if it is {@code @Nullable}; a sealed interface travels as an object whose {@code type} names the record. Request bodies that are
 * records are read by it too, so a controller simply takes {@code @RequestBody SomeRecord}.
 */
@Component
public final class JsonRecords {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** When nodes that are replaced one after the other may be of one version again. */
    private static final Duration REPLACED = Duration.ofSeconds(30);

    private final Map<Class<?>, JsonForm<?>> forms;
    private final List<JsonRejection> rejections;

    JsonRecords(List<JsonForm<?>> forms, List<JsonRejection> rejections) {
        this.forms = forms.stream().collect(Collectors.toMap(JsonForm::type, Function.identity()));
        this.rejections = List.copyOf(rejections);
    }

    /** Reads with pointers that start at the root. */
    public <T> T read(JsonNode json, Class<T> type) {
        return read(json, type, "");
    }

    /**
     * Reads a record, sealed interface or enum.
     *
     * @param pointer where the JSON stands in the body
     * @throws Problem of everything that is wrong: 400 if the form is, 422 if only values are
     */
    public <T> T read(JsonNode json, Class<T> type, String pointer) {
        return read(json, type, pointer, new JsonReading(forms, rejections, false));
    }

    /**
     * Reads what {@link #write} wrote, infinite numbers and NaN too.
     *
     * @throws Problem 503 if a node of another version wrote what this one does not know: another node may answer
     */
    public <T> T restore(JsonNode json, Class<T> type) {
        try {
            return read(json, type, "", new JsonReading(forms, rejections, true));
        } catch (Problem unknown) {
            throw Problem.of(
                            ProblemCode.UNAVAILABLE,
                            "A node of another version stored this, and this one does not know all of it: "
                                    + unknown.detail())
                    .retryAfter(REPLACED);
        }
    }

    private static <T> T read(JsonNode json, Class<T> type, String pointer, JsonReading reading) {
        Object value = reading.read(json, type, pointer);
        reading.end();
        return type.cast(Objects.requireNonNull(value));
    }

    /** The JSON that {@link #read} makes an equal value of; null components are left out. */
    public JsonNode write(@Nullable Object value) {
        if (value == null) {
            return JSON.nullNode();
        }
        JsonForm<?> form = form(value.getClass());
        return form == null ? plain(value) : formed(form, value);
    }

    /** The form of a type, or of the sealed interface that it is a variant of. */
    private @Nullable JsonForm<?> form(Class<?> type) {
        JsonForm<?> form = forms.get(type);
        for (Class<?> parent : form == null ? type.getInterfaces() : new Class<?>[0]) {
            form = form == null ? forms.get(parent) : form;
        }
        return form;
    }

    private <T> JsonNode formed(JsonForm<T> form, Object value) {
        return form.write(form.type().cast(value), this);
    }

    private JsonNode plain(Object value) {
        return switch (value) {
            case JsonNode json -> json;
            case String text -> JSON.stringNode(text);
            case Boolean flag -> JSON.booleanNode(flag);
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case Float number -> JSON.numberNode(number);
            case Double number -> JSON.numberNode(number);
            case Enum<?> constant -> JSON.stringNode(JsonNames.constant(constant));
            case Instant time -> JSON.stringNode(time.toString());
            case List<?> list -> array(list);
            case Map<?, ?> map -> object(map);
            case Record record -> object(record);
            default -> throw new IllegalStateException("No JSON form for " + value.getClass());
        };
    }

    private ArrayNode array(List<?> list) {
        ArrayNode array = JSON.arrayNode(list.size());
        list.forEach(element -> array.add(write(element)));
        return array;
    }

    private ObjectNode object(Map<?, ?> map) {
        ObjectNode object = JSON.objectNode();
        map.forEach((name, element) -> object.set(String.valueOf(name), write(element)));
        return object;
    }

    private ObjectNode object(Record record) {
        ObjectNode object = JSON.objectNode();
        if (isVariant(record.getClass())) {
            object.put(JsonNames.TYPE, JsonNames.type(record.getClass()));
        }
        for (JsonFields.Field field : JsonFields.of(record.getClass()).all()) {
            Object value = field.of(record);
            if (value != null) {
                object.set(field.name(), write(value));
            }
        }
        return object;
    }

    /** True for the records of a sealed interface, which need their {@code type} to be read again. */
    public static boolean isVariant(Class<?> type) {
        for (Class<?> parent : type.getInterfaces()) {
            if (parent.isSealed()) {
                return true;
            }
        }
        return false;
    }
}
