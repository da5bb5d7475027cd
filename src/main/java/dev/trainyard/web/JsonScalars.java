package dev.trainyard.web;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Single values: nothing is converted silently, neither "1" to 1 nor 1.5 to 1, and no number is infinite. */
final class JsonScalars {
    private static final Map<Class<?>, Class<?>> BOXES = Map.of(
            int.class, Integer.class,
            long.class, Long.class,
            float.class, Float.class,
            double.class, Double.class,
            boolean.class, Boolean.class);

    private JsonScalars() {}

    static @Nullable Object read(JsonNode json, Class<?> type, String pointer, JsonReading reading) {
        Class<?> boxed = BOXES.getOrDefault(type, type);
        if (boxed == String.class) {
            return json.isString() ? json.stringValue() : reading.wrong(pointer, "a text", json);
        }
        if (boxed == Boolean.class) {
            return json.isBoolean() ? json.booleanValue() : reading.wrong(pointer, "true or false", json);
        }
        if (boxed == Integer.class) {
            Long whole = whole(json, Integer.MIN_VALUE, Integer.MAX_VALUE, pointer, reading);
            return whole == null ? null : whole.intValue();
        }
        if (boxed == Long.class) {
            return whole(json, Long.MIN_VALUE, Long.MAX_VALUE, pointer, reading);
        }
        if (boxed == Double.class) {
            return number(json, Double.MAX_VALUE, pointer, reading);
        }
        if (boxed == Float.class) {
            Double number = number(json, Float.MAX_VALUE, pointer, reading);
            return number == null ? null : number.floatValue();
        }
        if (boxed == Instant.class) {
            return time(json, pointer, reading);
        }
        throw new IllegalStateException("No JSON form for " + type);
    }

    private static @Nullable Long whole(JsonNode json, long least, long most, String pointer, JsonReading reading) {
        if (!json.isIntegralNumber()) {
            return reading.wrong(pointer, "a whole number", json);
        }
        BigInteger value = json.bigIntegerValue();
        if (value.bitLength() > 63 || value.longValue() < least || value.longValue() > most) {
            return reading.wrong(pointer, "a whole number between " + least + " and " + most, json);
        }
        return value.longValue();
    }

    private static @Nullable Double number(JsonNode json, double most, String pointer, JsonReading reading) {
        if (reading.isOurs() && json.isString()) {
            return Double.valueOf(json.stringValue());
        }
        if (!json.isNumber()) {
            return reading.wrong(pointer, "a number", json);
        }
        double value = json.doubleValue();
        return Math.abs(value) <= most ? Double.valueOf(value) : reading.wrong(pointer, "a finite number", json);
    }

    private static @Nullable Instant time(JsonNode json, String pointer, JsonReading reading) {
        try {
            return OffsetDateTime.parse(json.asString("")).toInstant();
        } catch (DateTimeException e) {
            return reading.wrong(pointer, "a time as 2026-01-31T12:00:00Z", json);
        }
    }

    /** What stands there, in few words. */
    static String describe(JsonNode json) {
        if (json.isObject()) {
            return "an object";
        }
        if (json.isArray()) {
            return "a list";
        }
        String text = json.asString("");
        if (json.isNumber()) {
            return text.length() > 30 ? text.substring(0, 30) + "…" : text;
        }
        return json.isString() ? Text.quoted(text) : json.isNull() ? "null" : text;
    }
}
