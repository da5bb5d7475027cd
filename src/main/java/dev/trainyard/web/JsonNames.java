package dev.trainyard.web;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of things in JSON, taken from their names in Java. */
public final class JsonNames {
    /** The field that tells the variants of a sealed interface apart. */
    public static final String TYPE = "type";

    private JsonNames() {}

    /** {@code learningRate} and {@code LearningRate} travel as {@code learning_rate}. */
    public static String snake(String javaName) {
        return javaName.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    /** A record's name among its variants: its constant {@code TYPE} if it has one, else its own name in snake case. */
    public static String type(Class<?> variant) {
        try {
            return String.valueOf(
                    variant.getField(TYPE.toUpperCase(Locale.ROOT)).get(null));
        } catch (NoSuchFieldException e) {
            return snake(variant.getSimpleName());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Looked up once per interface: a long list of layers asks it for each of them. */
    private static final ClassValue<Map<String, Class<?>>> VARIANTS = new ClassValue<>() {
        @Override
        protected Map<String, Class<?>> computeValue(Class<?> sealed) {
            return Collections.unmodifiableMap(leaves(sealed)
                    .collect(Collectors.toMap(JsonNames::type, leaf -> leaf, (a, b) -> a, LinkedHashMap::new)));
        }
    };

    /** The records below a sealed interface by their type names, in the order of its {@code permits}. */
    public static Map<String, Class<?>> variants(Class<?> sealed) {
        return VARIANTS.get(sealed);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(JsonNames::leaves)
                : Stream.of(type);
    }

    /** {@code DARK_BLUE} travels as {@code dark_blue}. */
    public static String constant(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static String list(Collection<String> names) {
        return String.join(", ", names);
    }

    /** One more step of a JSON pointer (RFC 6901). */
    public static String below(String pointer, Object step) {
        return pointer + '/' + step.toString().replace("~", "~0").replace("/", "~1");
    }
}
