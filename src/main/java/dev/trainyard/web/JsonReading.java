package dev.trainyard.web;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeType;

/**
 * One pass over a JSON tree that makes records of it and collects everything that is wrong, each with its pointer. A method
 * that finds something wrong answers null and goes on, so that a client learns of all its mistakes at once.
 */
public final class JsonReading {
    private static final int MOST_PLACES = 20;

    private final Map<Class<?>, JsonForm<?>> forms;
    private final List<JsonRejection> rejections;
    private final boolean isOurs;
    private final List<Problem.Place> places = new ArrayList<>();
    private ProblemCode code = ProblemCode.INVALID_VALUE;

    /** @param isOurs true for what this server has written, where numbers may be infinite or none */
    JsonReading(Map<Class<?>, JsonForm<?>> forms, List<JsonRejection> rejections, boolean isOurs) {
        this.isOurs = isOurs;
        this.forms = forms;
        this.rejections = rejections;
    }

    /** Reads the value as a record, sealed interface, enum, list, map or scalar, whichever the type is. */
    public @Nullable Object read(JsonNode json, Type type, String pointer) {
        if (type instanceof ParameterizedType generic) {
            Type element = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            return generic.getRawType() == List.class ? list(json, element, pointer) : map(json, element, pointer);
        }
        Class<?> wanted = (Class<?>) type;
        JsonForm<?> form = forms.get(wanted);
        if (form != null) {
            return form.read(json, pointer, this);
        }
        if (wanted == Object.class || JsonNode.class.isAssignableFrom(wanted)) {
            return wanted.isInstance(json) ? json : wrong(pointer, "an object", json);
        }
        if (wanted.isEnum()) {
            return constant(json, wanted, pointer);
        }
        if (wanted.isSealed()) {
            return variant(json, wanted, pointer, Set.of());
        }
        return wanted.isRecord()
                ? record(json, wanted, pointer, Set.of(), "here")
                : JsonScalars.read(json, wanted, pointer, this);
    }

    /**
     * Reads one of the records below a sealed interface: an object whose {@code type} names it, or the bare name.
     *
     * @param others fields that belong to somebody else, who reads them
     */
    public @Nullable Object variant(JsonNode json, Class<?> sealed, String pointer, Set<String> others) {
        JsonNode name = json.isObject() ? json.get(JsonNames.TYPE) : json;
        String where = json.isObject() ? JsonNames.below(pointer, JsonNames.TYPE) : pointer;
        Map<String, Class<?>> variants = JsonNames.variants(sealed);
        if (name == null) {
            return malformed(where, "is required; it is one of " + JsonNames.list(variants.keySet()));
        }
        Class<?> variant = name.isString() ? variants.get(name.stringValue()) : null;
        if (variant == null) {
            return wrong(where, "one of " + JsonNames.list(variants.keySet()), name);
        }
        Set<String> foreign = new LinkedHashSet<>(Set.of(JsonNames.TYPE));
        foreign.addAll(others);
        return record(json, variant, pointer, foreign, "of " + name.stringValue());
    }

    private @Nullable Object record(JsonNode json, Class<?> type, String pointer, Set<String> others, String owner) {
        if (!json.isObject() && others.isEmpty()) {
            return wrong(pointer, "an object", json);
        }
        int before = places.size();
        JsonFields fields = JsonFields.of(type);
        @Nullable Object[] values = new @Nullable Object[fields.all().size()];
        Set<String> names = new LinkedHashSet<>();
        Object defaults = fields.defaults();
        for (JsonFields.Field field : fields.all()) {
            String name = field.name();
            values[names.size()] = field(json.get(name), field, defaults, JsonNames.below(pointer, name));
            names.add(name);
        }
        refuseUnknown(json, names, others, pointer, owner);
        return places.size() > before ? null : construct(fields, values, pointer);
    }

    private @Nullable Object field(
            @Nullable JsonNode json, JsonFields.Field field, @Nullable Object defaults, String pointer) {
        if (json != null && !(json.isNull() && field.raw() != JsonNode.class)) {
            return read(json, field.type(), pointer);
        }
        if (defaults != null) {
            return field.of(defaults);
        }
        return field.nullable() ? null : malformed(pointer, "is required");
    }

    private void refuseUnknown(JsonNode json, Set<String> fields, Set<String> others, String pointer, String owner) {
        for (String name : json.propertyNames()) {
            if (!fields.contains(name) && !others.contains(name)) {
                Set<String> all = new LinkedHashSet<>(fields);
                others.stream().sorted().forEach(all::add);
                String allowed = all.isEmpty() ? "none" : JsonNames.list(all);
                malformed(JsonNames.below(pointer, shortened(name)), "is no field " + owner + "; there are " + allowed);
            }
        }
    }

    private static String shortened(String name) {
        String quoted = Text.quoted(name);
        return quoted.substring(1, quoted.length() - 1);
    }

    private @Nullable Object construct(JsonFields fields, @Nullable Object[] values, String pointer) {
        try {
            return fields.record(values);
        } catch (InvocationTargetException e) {
            return rejected(e.getCause(), pointer);
        }
    }

    private @Nullable Object rejected(@Nullable Throwable cause, String pointer) {
        if (cause instanceof Problem problem) {
            if (problem.places().isEmpty()) {
                add(pointer, problem.detail());
            }
            problem.places().forEach(place -> add(pointer + place.pointer(), place.detail()));
            return null;
        }
        RuntimeException refusal = (RuntimeException) Objects.requireNonNull(cause);
        for (JsonRejection rejection : rejections) {
            Problem.Place place = rejection.place(refusal);
            if (place != null) {
                add(pointer + place.pointer(), place.detail());
                return null;
            }
        }
        throw refusal;
    }

    private @Nullable Object constant(JsonNode json, Class<?> type, String pointer) {
        Map<String, Object> constants = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(
                        constant -> JsonNames.constant((Enum<?>) constant),
                        constant -> constant,
                        (a, b) -> a,
                        LinkedHashMap::new));
        Object constant = json.isString() ? constants.get(json.stringValue()) : null;
        return constant != null ? constant : wrong(pointer, "one of " + JsonNames.list(constants.keySet()), json);
    }

    private @Nullable Object list(JsonNode json, Type element, String pointer) {
        if (!json.isArray()) {
            return wrong(pointer, "a list", json);
        }
        List<Object> values = new ArrayList<>(json.size());
        for (int i = 0; i < json.size() && places.size() < MOST_PLACES; i++) {
            Object value = read(json.get(i), element, JsonNames.below(pointer, i));
            if (value != null) {
                values.add(value);
            }
        }
        return List.copyOf(values);
    }

    private @Nullable Object map(JsonNode json, Type element, String pointer) {
        if (json.getNodeType() != JsonNodeType.OBJECT) {
            return wrong(pointer, "an object", json);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : json.properties()) {
            Object value = read(property.getValue(), element, JsonNames.below(pointer, shortened(property.getKey())));
            if (value != null) {
                values.put(property.getKey(), value);
            }
        }
        return Collections.unmodifiableMap(values);
    }

    boolean isOurs() {
        return isOurs;
    }

    /** Tells that something else was expected. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // Always null, which is of every type.
    public <T> @Nullable T wrong(String pointer, String expected, JsonNode actual) {
        return malformed(pointer, "must be " + expected + ", not " + JsonScalars.describe(actual));
    }

    /** Tells of a mistake in the form: an unknown or missing field, a wrong type. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // Always null, which is of every type.
    public <T> @Nullable T malformed(String pointer, String detail) {
        code = ProblemCode.INVALID_REQUEST;
        return add(pointer, detail);
    }

    /** Tells of a value that cannot be. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // Always null, which is of every type.
    public <T> @Nullable T add(String pointer, String detail) {
        if (places.size() < MOST_PLACES) {
            places.add(new Problem.Place(pointer, detail));
        }
        return null;
    }

    /** Throws the problem of everything that was wrong, if anything was. */
    void end() {
        if (!places.isEmpty()) {
            throw Problem.of(code, places);
        }
    }
}
