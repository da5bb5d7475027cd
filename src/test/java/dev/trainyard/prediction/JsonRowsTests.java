package dev.trainyard.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.trainyard.dataset.ColumnProfile;
import dev.trainyard.dataset.ColumnType;
import dev.trainyard.engine.data.CategoryColumn;
import dev.trainyard.engine.data.FeatureEncoder;
import dev.trainyard.engine.data.NumberColumn;
import dev.trainyard.engine.data.OneHot;
import dev.trainyard.engine.data.Scaled;
import dev.trainyard.engine.data.Standardized;
import dev.trainyard.engine.data.Table;
import dev.trainyard.engine.data.TensorColumn;
import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRowsTests {
    private static final RowLayout TABLE = RowLayout.of(
            new FeatureEncoder(
                    List.of(
                            new Standardized("x", 0, 1, 10, 0, false),
                            new OneHot("color", List.of("red", "blue"), true, true)),
                    List.of()),
            List.of(
                    profile("x", ColumnType.NUMBER),
                    profile("color", ColumnType.CATEGORY),
                    profile("note", ColumnType.TEXT),
                    profile("y", ColumnType.CATEGORY)));
    private static final RowLayout IMAGES = RowLayout.of(
            new FeatureEncoder(List.of(new Scaled("image", Shape.of(2, 3), 1, 0)), List.of()),
            List.of(image(), profile("label", ColumnType.INTEGER)));

    @Test
    void readsValuesByColumnInAnyOrder() {
        Table table = read(TABLE, """
            {"rows": [{"x": 1.5, "color": "red"}, {"color": "green", "x": -2e3, "note": {"any": [1]}, "y": "a"},
                      {"x": null, "color": null}, {"x": "NaN", "color": 7}, {"x": 3, "color": true}]}\
            """);
        NumberColumn x = (NumberColumn) table.column("x");
        CategoryColumn color = (CategoryColumn) table.column("color");
        assertThat(x.values()).containsExactly(1.5, -2000, Double.NaN, Double.NaN, 3);
        assertThat(color.categories()).containsExactly("red", "green", "7", "true");
        assertThat(color.codes()).containsExactly(0, 1, -1, 2, 3);
    }

    @Test
    void readsImagesAsListsOfRowsOfPixels() {
        Table table = read(IMAGES, "{\"rows\":[{\"image\":[[0,1,2],[3,254,255]]},{\"image\":[[9,9,9],[8,8,8]]}]}");
        assertThat(((TensorColumn) table.column("image")).values())
                .containsExactly(0, 1, 2, 3, 254, 255, 9, 9, 9, 8, 8, 8);
    }

    @Test
    void handsOutNoMoreRowsThanWanted() {
        String body = "{\"rows\":[" + "{\"x\":1,\"color\":\"red\"},".repeat(4) + "{\"x\":2,\"color\":\"red\"}]}";
        try (JsonRows rows = open(TABLE, body)) {
            assertThat(rows.next(2).rows()).isEqualTo(2);
            assertThat(rows.next(2).rows()).isEqualTo(2);
            assertThat(rows.next(2).rows()).isEqualTo(1);
            assertThat(rows.next(2).rows()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"rows":[{"x":1,"color":"a"},{"color":"a"}]}             | INVALID_VALUE   | /rows/1/x        | is required
        {"rows":[{"x":1}]}                                       | INVALID_VALUE   | /rows/0/color    | is required
        {"rows":[{"x":"one","color":"a"}]}                       | INVALID_VALUE   | /rows/0/x        | not "one"
        {"rows":[{"x":true,"color":"a"}]}                        | INVALID_VALUE   | /rows/0/x        | not true
        {"rows":[{"x":[1],"color":"a"}]}                         | INVALID_VALUE   | /rows/0/x        | not a list
        {"rows":[{"x":1e999999999,"color":"a"}]}                 | INVALID_VALUE   | /rows/0/x        | at most 1.8e308
        {"rows":[{"x":1,"color":{"r":1}}]}                       | INVALID_VALUE   | /rows/0/color    | not an object
        {"rows":[{"x":1,"color":"a","a/b":3}]}                   | INVALID_VALUE   | /rows/0/a~1b     | no column
        {"rows":[7]}                                             | INVALID_REQUEST | /rows/0          | an object
        {"rows":{}}                                              | INVALID_REQUEST | /rows            | a list
        {"row":[]}                                               | INVALID_REQUEST | /row             | no field
        {"rows":[],"more":1}                                     | INVALID_REQUEST | /more            | no field
        {}                                                       | INVALID_REQUEST | /rows            | is required
        [1]                                                      | INVALID_REQUEST | ``               | an object
        """)
    void namesThePlaceOfAMistake(String body, ProblemCode code, String pointer, String detail) {
        assertThatThrownBy(() -> read(TABLE, body))
                .asInstanceOf(type(Problem.class))
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(code);
                    assertThat(problem.places().getFirst().pointer()).isEqualTo(pointer);
                    assertThat(problem.places().getFirst().detail()).contains(detail);
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        [[1,2,3]]             | /rows/0/image     | a list of 2
        [[1,2,3],[1,2]]       | /rows/0/image/1   | a list of 3
        [[1,2,3],[1,2,3,4]]   | /rows/0/image/1   | not of 4
        [[1,2,3],[1,2,256]]   | /rows/0/image/1/2 | from 0 to 255
        [[1,2,3],[1,-2,3]]    | /rows/0/image/1/1 | from 0 to 255
        [[1,2.5,3],[1,2,3]]   | /rows/0/image/0/1 | whole number
        [1,2]                 | /rows/0/image/0   | a list of 3
        7                     | /rows/0/image     | a list of 2
        null                  | /rows/0/image     | a list of 2
        """)
    void namesThePixelOfAMistake(String image, String pointer, String detail) {
        assertThatThrownBy(() -> read(IMAGES, "{\"rows\":[{\"image\":" + image + "}]}"))
                .asInstanceOf(type(Problem.class))
                .satisfies(problem -> {
                    assertThat(problem.places().getFirst().pointer()).isEqualTo(pointer);
                    assertThat(problem.places().getFirst().detail()).contains(detail);
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"rows":[{"x":1,"x":2,"color":"a"}]}
        {"rows":[],"rows":[]}
        {"rows":[{"x":1,"color":"a"}]
        {"rows":[{"x":1,"color":"a"}]} {}
        {"rows":[{"x":NaN,"color":"a"}]}
        ``
        """)
    void refusesBrokenJson(String body) {
        assertThatThrownBy(() -> read(TABLE, body))
                .asInstanceOf(type(Problem.class))
                .returns(ProblemCode.MALFORMED_JSON, Problem::code);
    }

    private static Table read(RowLayout layout, String body) {
        try (JsonRows rows = open(layout, body)) {
            return rows.next(1000);
        }
    }

    private static JsonRows open(RowLayout layout, String body) {
        return new JsonRows(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), layout);
    }

    private static ColumnProfile image() {
        return new ColumnProfile(
                "image", ColumnType.TENSOR, 0, null, null, null, null, null, null, null, List.of(2, 3), null);
    }

    private static ColumnProfile profile(String name, ColumnType type) {
        return new ColumnProfile(name, type, 0, null, null, null, null, null, null, null, null, null);
    }
}
