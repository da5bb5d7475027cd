package dev.trainyard.web;

import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON from strangers, read strictly: one value and nothing after it, no field twice in an object, at most
 * {@value #DEEPEST} levels deep. A problem says the line and the column.
 */
public final class JsonText {
    static final int DEEPEST = 32;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(400)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final ObjectReader READER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private JsonText() {}

    /** Reads the text of a part or a column. */
    public static JsonNode read(String text) {
        try {
            return present(READER.readValue(text));
        } catch (JacksonException e) {
            throw problem(e);
        }
    }

    /** Reads a body; reading errors of the stream itself pass through. */
    static JsonNode read(InputStream body) {
        try {
            return present(READER.readValue(body));
        } catch (JacksonException e) {
            throw problem(e);
        }
    }

    /** A body too long to be held, read token by token; {@link #problem} tells of what its parser throws. */
    public static JsonParser parser(InputStream body) {
        try {
            return FACTORY.createParser(ObjectReadContext.empty(), body);
        } catch (JacksonException e) {
            throw problem(e);
        }
    }

    private static JsonNode present(JsonNode json) {
        if (json == null || json.isMissingNode()) {
            throw Problem.of(ProblemCode.MALFORMED_JSON, "There is no text where JSON was expected.");
        }
        return json;
    }

    /** The problem that a parser's exception stands for. */
    public static RuntimeException problem(JacksonException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem;
            }
        }
        if (String.valueOf(e.getOriginalMessage()).startsWith("No content")) {
            return Problem.of(ProblemCode.MALFORMED_JSON, "There is no text where JSON was expected.");
        }
        TokenStreamLocation location = e.getLocation();
        String place = location == null || location.getLineNr() < 1
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        return Problem.of(ProblemCode.MALFORMED_JSON, "This is no JSON: " + reason(e) + place + ".");
    }

    /** Our own words, for the parser's speak of classes and features. */
    private static String reason(JacksonException e) {
        String message = String.valueOf(e.getOriginalMessage());
        if (e instanceof StreamConstraintsException) {
            return message.contains("nesting") ? "more than " + DEEPEST + " levels deep" : "a number or text too long";
        }
        if (e instanceof UnexpectedEndOfInputException) {
            return "the text ends too early";
        }
        if (message.startsWith("Duplicate")) {
            return "a field comes twice in one object";
        }
        return message.startsWith("Trailing token") ? "something follows the value" : "an unexpected character";
    }
}
