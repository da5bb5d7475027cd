package dev.trainyard.prediction;

import dev.trainyard.web.Text;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A value that does not fit its column; whoever knows the place makes a problem of it. */
final class Misfit extends Exception {
    private static final long serialVersionUID = 1;

    private final String below;

    private Misfit(String below, String detail) {
        super(detail, null, false, false);
        this.below = below;
    }

    static Misfit expected(String expected, String found) {
        return new Misfit("", "must be " + expected + ", not " + Text.quoted(found));
    }

    static Misfit expected(String expected, JsonParser found) {
        return at("", expected, found);
    }

    /** @param below the JSON pointer from the value to the place */
    static Misfit at(String below, String expected, JsonParser found) {
        return new Misfit(below, "must be " + expected + ", not " + describe(found));
    }

    static Misfit at(String below, String detail) {
        return new Misfit(below, detail);
    }

    /** The JSON pointer from the value to the place. */
    String below() {
        return below;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    private static String describe(JsonParser found) {
        JsonToken token = found.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return "an object";
        }
        if (token == JsonToken.START_ARRAY) {
            return "a list";
        }
        return token == JsonToken.VALUE_STRING ? Text.quoted(found.getString()) : found.getString();
    }
}
