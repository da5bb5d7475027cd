package dev.trainyard;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Broken JSON and model definitions that no network can be made of. */
abstract class MalformedModelContract extends RefusalContract {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"layers":[{"type":"dense","units":3}]                                  | malformed_json  | line 1
        {"layers":[]} {"layers":[]}                                             | malformed_json  |
        {"layers":[{"type":"dense","units":3,"units":4}]}                       | malformed_json  | line 1
        {"layers":[{"type":"dense","units":3}],"layers":[]}                     | malformed_json  | line 1
        {"layers":[{"type":"dense","units":NaN}]}                               | malformed_json  |
        {'layers':[]}                                                           | malformed_json  |
        {"layers":[{"type":"dense","units":3}],}                                | malformed_json  |
        {"layers":[{"type":"dense","units":"many"}]}                            | invalid_request | /layers/0/units
        {"layers":[{"type":"dense","units":"64"}]}                              | invalid_request | /layers/0/units
        {"layers":[{"type":"dense","units":1.5}]}                               | invalid_request | /layers/0/units
        {"layers":[{"type":"dense","units":true}]}                              | invalid_request | /layers/0/units
        {"layers":[{"type":"dense","units":3,"unit":3}]}                        | invalid_request | /layers/0/unit
        {"layers":{"type":"dense"}}                                             | invalid_request | /layers
        {"layers":[3]}                                                          | invalid_request | /layers/0
        {"layers":[{"units":3}]}                                                | invalid_request | /layers/0/type
        {"layers":[{"type":"dense","units":3}],"tenant":"other"}                | invalid_request | /tenant
        {"layers":[{"type":"dense","units":3}],"head":"no"}                     | invalid_request | /head
        {"name":7,"layers":[{"type":"dense","units":3}]}                        | invalid_request | /name
        {}                                                                      | invalid_request | /layers
        []                                                                      | invalid_request |
        null                                                                    | invalid_request |
        "layers"                                                                | invalid_request |
        {"layers":[{"type":"dense"}]}                                           | invalid_request | /layers/0/units
        {"layers":[{"type":"dense","units":3,"activation":"relux"}]}            | invalid_request | /layers/0/activation
        {"layers":[{"type":"denze","units":3}]}                                 | invalid_request | /layers/0/type
        {"layers":[{"type":"dense","units":3,"initializer":"magic"}]}           | invalid_request | /layers/0/initializer
        """)
    void refusesWhatIsNotTheFormOfAModel(String body, String code, String place) {
        refuses("POST", "/v1/models", body, 400, code, place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"layers":[{"type":"dense","units":3},{"type":"dense","units":-4}]}                 | /layers/1/units
        {"layers":[{"type":"dense","units":0}]}                                             | /layers/0/units
        {"layers":[{"type":"relu"},{"type":"dropout","p":1.5}]}                             | /layers/1/p
        {"layers":[{"type":"dropout","p":-0.1}]}                                            | /layers/0/p
        {"layers":[{"type":"dense","units":3},{"type":"add","inputs":["nobody"]}]}          | /layers/1/inputs/0
        {"layers":[{"type":"dense","units":3,"name":"a"},{"type":"relu","name":"a"}]}       | /layers/1/name
        {"layers":[{"type":"relu","name":"a","inputs":["a"]}]}                              | /layers/0/inputs/0
        {"layers":[{"type":"layer_norm","eps":-1}]}                                         | /layers/0/eps
        """)
    void refusesALayerThatCannotBeAndPointsAtIt(String body, String place) {
        refuses("POST", "/v1/models", body, 422, "invalid_value", place);
    }

    @Test
    void refusesAnEmptyBody() {
        refuses("POST", "/v1/models", "", 400, "invalid_request", "body");
        refuses("POST", "/v1/models", null, 400, "invalid_request", "body");
    }

    @Test
    void refusesLayersThatDoNotFitTogether() {
        refuses(
                "POST",
                "/v1/models?dataset=" + calls.upload("x,y\n1,a\n2,b\n3,a\n") + "&target=y",
                """
                {"layers":[{"type":"dense","units":3,"name":"a"},{"type":"dense","units":4,"name":"b","inputs":["input"]},
                 {"type":"add","inputs":["a","b"]}]}\
                """,
                422,
                "invalid_model",
                "/layers/2");
    }

    @Test
    void refusesABillionUnitsBeforeTakingMemoryForThem() {
        refuses(
                "POST",
                "/v1/models?dataset=" + calls.upload("x,y\n1,a\n2,b\n3,a\n") + "&target=y",
                "{\"layers\":[{\"type\":\"dense\",\"units\":1000000000},{\"type\":\"dense\",\"units\":1000000000}]}",
                422,
                "memory_limit",
                "MB");
    }

    @Test
    void refusesAMillionLayers() {
        String layers = "{\"type\":\"relu\"},".repeat(1_000_000);
        refuses("POST", "/v1/models", "{\"layers\":[" + layers + "{\"type\":\"relu\"}]}", 413, "too_large", "1");
    }

    @Test
    void refusesMoreLayersThanItWouldEverTrain() {
        String layers = "{\"type\":\"relu\"},".repeat(50_000);
        refuses(
                "POST",
                "/v1/models",
                "{\"layers\":[" + layers + "{\"type\":\"relu\"}]}",
                422,
                "invalid_value",
                "/layers");
    }

    @Test
    void refusesDeepNestingWithoutFollowingIt() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        refuses("POST", "/v1/models", "{\"layers\":" + deep + "}", 400, "malformed_json", null);
    }

    @ParameterizedTest
    @CsvSource({"1e100000000", "-1e100000000", "99999999999999999999999999", "1e400", "1e-400000000"})
    void refusesAHugeNumberAtOnce(String number) {
        refuses(
                "POST",
                "/v1/models",
                "{\"layers\":[{\"type\":\"dense\",\"units\":" + number + "}]}",
                400,
                "invalid_request",
                "/layers/0/units");
    }

    @Test
    void refusesANumberOfAMillionDigits() {
        String digits = "9".repeat(1_000_000);
        refuses(
                "POST",
                "/v1/models",
                "{\"layers\":[{\"type\":\"dense\",\"units\":" + digits + "}]}",
                400,
                "malformed_json",
                null);
    }

    @Test
    void refusesJsonThatIsNotUtf8() {
        byte[] body = "{\"name\":\"\u00ff\",\"layers\":[]}".getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(calls.post("/v1/models", "application/json", body), 400, "malformed_json", null);
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "application/xml", "application/x-java-serialized-object", "application/octet-stream"})
    void refusesAnotherMediaType(String type) {
        assertRefused(calls.post("/v1/models", type, bytes("{\"layers\":[]}")), 415, "unsupported_media_type", null);
    }
}
