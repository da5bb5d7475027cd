package dev.trainyard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class JsonRecordsTests {
    private final JsonRecords records = new JsonRecords(List.of(), List.of());

    sealed interface Vehicle permits Bicycle, CargoShip {}

    record Bicycle(int gears, @Nullable Boolean bell) implements Vehicle {}

    record CargoShip(double tons) implements Vehicle {
        public static final String TYPE = "ship";

        CargoShip {
            if (tons < 0) {
                throw Problem.of(ProblemCode.INVALID_VALUE, "Too light").at("/tons", "must not be negative");
            }
        }
    }

    enum Color {
        RED,
        DARK_BLUE
    }

    record Engine(double power, int cylinders) {
        Engine() {
            this(1.5, 4);
        }
    }

    record Gauge(float value, @Nullable Double highest) {}

    record Fleet(
            String name,
            @Nullable Color color,
            @Nullable List<Vehicle> vehicles,
            @Nullable Map<String, String> metadata,
            @Nullable Long seatCount) {}

    @Test
    void readsRecordsListsMapsEnumsAndVariants() {
        Fleet fleet = read("""
            {"name": "north", "color": "dark_blue", "metadata": {"a": "b"}, "seat_count": 9007199254740993,
             "vehicles": [{"type": "bicycle", "gears": 3, "bell": true}, {"type": "ship", "tons": 1.5}]}
            """);
        assertThat(fleet)
                .isEqualTo(new Fleet(
                        "north",
                        Color.DARK_BLUE,
                        List.of(new Bicycle(3, true), new CargoShip(1.5)),
                        Map.of("a", "b"),
                        9007199254740993L));
    }

    @Test
    void takesWhatIsLeftOutFromTheConstructorWithoutArguments() {
        assertThat(records.read(JsonText.read("{\"cylinders\": 8}"), Engine.class))
                .isEqualTo(new Engine(1.5, 8));
    }

    @Test
    void restoresNumbersThatAreNotFinite() {
        Gauge gauge = new Gauge(Float.NaN, Double.NEGATIVE_INFINITY);
        String stored = records.write(gauge).toString();
        assertThat(stored).isEqualTo("{\"value\":\"NaN\",\"highest\":\"-Infinity\"}");
        assertThat(records.restore(JsonText.read(stored), Gauge.class)).isEqualTo(gauge);
    }

    @Test
    void doesNotBlameTheCallerForWhatAnotherVersionStored() {
        JsonNode stored = JsonText.read("{\"type\": \"airship\", \"gears\": 3}");
        Problem problem = catchThrowableOfType(Problem.class, () -> records.restore(stored, Vehicle.class));
        assertThat(problem.code()).isEqualTo(ProblemCode.UNAVAILABLE);
        assertThat(problem.detail()).contains("another version").contains("airship");
        assertThat(problem.places()).isEmpty();
        assertThat(problem.retryAfter()).isPresent();
    }

    @Test
    void writesWhatItReads() {
        Fleet fleet = new Fleet("north", Color.RED, List.of(new Bicycle(3, null), new CargoShip(2)), Map.of(), null);
        assertThat(records.write(fleet).toString())
                .isEqualTo("{\"name\":\"north\",\"color\":\"red\",\"vehicles\":[{\"type\":\"bicycle\",\"gears\":3},"
                        + "{\"type\":\"ship\",\"tons\":2.0}],\"metadata\":{}}");
        assertThat(records.read(records.write(fleet), Fleet.class)).isEqualTo(fleet);
    }

    @Test
    void tellsEveryMistakeAtOnce() {
        Problem problem = refused("""
            {"nome": "north", "vehicles": [{"type": "bicycle", "gears": 2.5}, {"type": "plane"}, "ship"]}
            """);
        assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_REQUEST);
        assertThat(problem.places())
                .containsExactly(
                        new Problem.Place("/name", "is required"),
                        new Problem.Place("/vehicles/0/gears", "must be a whole number, not 2.5"),
                        new Problem.Place("/vehicles/1/type", "must be one of bicycle, ship, not \"plane\""),
                        new Problem.Place("/vehicles/2/tons", "is required"),
                        new Problem.Place(
                                "/nome", "is no field here; there are name, color, vehicles, metadata, seat_count"));
    }

    @Test
    void pointsFromTheRootAtWhatAConstructorRefuses() {
        Problem problem = refused("{\"name\": \"n\", \"vehicles\": [{\"type\": \"ship\", \"tons\": -1}]}");
        assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_VALUE);
        assertThat(problem.places()).containsExactly(new Problem.Place("/vehicles/0/tons", "must not be negative"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"type": "bicycle", "gears": "3"}     | /gears | must be a whole number, not "3"
        {"type": "bicycle", "gears": true}    | /gears | must be a whole number, not true
        {"type": "bicycle", "gears": null}    | /gears | is required
        {"type": "bicycle", "gears": []}      | /gears | must be a whole number, not a list
        {"type": "bicycle", "gears": 3e9}     | /gears | must be a whole number, not 3.0E9
        {"type": "bicycle", "gears": 3000000000} | /gears | must be a whole number between -2147483648 and 2147483647, not 3000000000
        {"type": "bicycle", "gears": 1, "bell": 1} | /bell | must be true or false, not 1
        {"type": "bicycle", "gears": 1, "a/b": 1} | /a~1b | is no field of bicycle; there are gears, bell, type
        {"type": "ship", "tons": 1e100000000} | /tons  | must be a finite number, not Infinity
        {"type": "ship", "tons": "NaN"}       | /tons  | must be a number, not "NaN"
        {"gears": 1}                          | /type  | is required; it is one of bicycle, ship
        {"type": 7}                           | /type  | must be one of bicycle, ship, not 7
        [1]                                   | ''     | must be one of bicycle, ship, not a list
        """)
    void refusesWithoutConverting(String json, String pointer, String detail) {
        Problem problem = catchThrowableOfType(Problem.class, () -> records.read(JsonText.read(json), Vehicle.class));
        assertThat(problem.places()).containsExactly(new Problem.Place(pointer, detail));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"a": 1, "a": 2}  | This is no JSON: a field comes twice in one object at line 1, column 13.
        {"a": 1} {}       | This is no JSON: something follows the value at line 1, column 10.
        {"a": 1           | This is no JSON: the text ends too early at line 1, column 8.
        {"a": nul}        | This is no JSON: an unexpected character at line 1, column 7.
        ''                | There is no text where JSON was expected.
        """)
    void saysWhereJsonIsMalformed(String text, String detail) {
        Problem problem = catchThrowableOfType(Problem.class, () -> JsonText.read(text));
        assertThat(problem.code()).isEqualTo(ProblemCode.MALFORMED_JSON);
        assertThat(problem.detail()).isEqualTo(detail);
    }

    @Test
    void readsThirtyTwoLevelsAndNoMore() {
        assertThat(JsonText.read("[".repeat(32) + "]".repeat(32)).isArray()).isTrue();
        Problem problem = catchThrowableOfType(Problem.class, () -> JsonText.read("[".repeat(33) + "]".repeat(33)));
        assertThat(problem.detail()).startsWith("This is no JSON: more than 32 levels deep");
    }

    private Fleet read(String json) {
        return records.read(JsonText.read(json), Fleet.class);
    }

    private Problem refused(String json) {
        return catchThrowableOfType(Problem.class, () -> read(json));
    }
}
