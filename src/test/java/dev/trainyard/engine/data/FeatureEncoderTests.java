package dev.trainyard.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.engine.data.Ignored.Reason;
import dev.trainyard.engine.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureEncoderTests {
    private static final double NONE = Double.NaN;

    @Test
    void standardizesWithTheTrainingRowsOnly() {
        Column column = numbers(1, 2, 3, 1000);
        float[] encoded = encode(column, 3);
        assertThat(encoded[0]).isCloseTo(-1.2247449f, within(1e-6f));
        assertThat(encoded[1]).isZero();
        assertThat(encoded[2]).isCloseTo(1.2247449f, within(1e-6f));
        assertThat(encoded[3]).as("an outlier is limited").isEqualTo(10);
    }

    @Test
    void meansHaveTheBitsOfASumOfTheSortedValuesThatIsCompensated() {
        double[] values = new Random(1).doubles(1000, -1e6, 1e6).toArray();
        values[7] = NONE;
        FeatureEncoder encoder = fit(table(numbers(values)), 1000);
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        assertThat(encoder.columns())
                .singleElement()
                .isInstanceOfSatisfying(
                        Standardized.class,
                        column -> assertThat(column.mean())
                                .isEqualTo(Arrays.stream(sorted).average().orElseThrow()));
    }

    @Test
    void keepsAWildValueFromFlatteningTheOthers() {
        double[] values = new double[101];
        Arrays.setAll(values, i -> i % 10);
        values[100] = 1e12;
        float[] encoded = encode(numbers(values), 101);
        assertThat(encoded[9] - encoded[0])
                .as("distance of the smallest and the largest usual value")
                .isGreaterThan(0.8f);
        assertThat(encoded[100]).isEqualTo(10);
    }

    @Test
    void marksMissingNumbersAndPutsTheMedianInTheirPlace() {
        Table table = table(numbers(1, NONE, 3, 8));
        FeatureEncoder encoder = fit(table, 4);
        assertThat(encoder.width()).isEqualTo(2);
        float[] encoded = values(encoder, table);
        assertThat(encoded[3]).isEqualTo(1);
        assertThat(encoded[2]).isEqualTo(encoded[4]);
        assertThat(encoded[1] + encoded[5] + encoded[7]).isZero();
    }

    @Test
    void imputesWhereOnlyLaterRowsMissValues() {
        float[] encoded = encode(numbers(1, 2, 6, NONE, Double.POSITIVE_INFINITY), 3);
        assertThat(encoded[3]).isEqualTo(encoded[1]);
        assertThat(encoded[4]).isEqualTo(encoded[1]);
    }

    @Test
    void staysFiniteForHugeAndTinyNumbers() {
        for (double scale : new double[] {1e300, 1e-300, Double.MIN_VALUE}) {
            float[] encoded = encode(numbers(scale, 0, -scale, scale), 4);
            for (float value : encoded) {
                assertThat(value).as("scale %s", scale).isFinite().isBetween(-10f, 10f);
            }
            assertThat(encoded[0]).isGreaterThan(encoded[2]);
        }
    }

    @Test
    void ignoresColumnsThatSayNothingAndTellsWhy() {
        Table table = new Table(
                4,
                List.of(
                        new NumberColumn("constant", new double[] {5, 5, 5, 7}),
                        new NumberColumn("missing", new double[] {NONE, NONE, NONE, 1}),
                        new CategoryColumn("text", List.of("a b", "c d"), new int[] {0, 1, 0, 1}, true),
                        CategoryColumn.of("names", List.of("x", "y", "z"), new int[] {0, 1, 2, -1}),
                        CategoryColumn.of("same", List.of("x", "y"), new int[] {0, 0, 0, 1}),
                        new NumberColumn("good", new double[] {1, 2, 3, 4})));
        List<String> all = table.columns().stream().map(Column::name).toList();
        FeatureEncoder encoder = FeatureEncoder.fit(table, all, new int[] {0, 1, 2});
        assertThat(encoder.columns()).extracting(ColumnEncoder::column).containsExactly("good");
        assertThat(encoder.ignored())
                .containsExactly(
                        new Ignored("constant", Reason.CONSTANT),
                        new Ignored("missing", Reason.ALL_MISSING),
                        new Ignored("text", Reason.TEXT),
                        new Ignored("names", Reason.ALL_RARE),
                        new Ignored("same", Reason.CONSTANT));
        assertThatThrownBy(() -> FeatureEncoder.fit(table, all.subList(0, 5), new int[] {0, 1, 2}))
                .isInstanceOfSatisfying(
                        InvalidData.class,
                        invalid -> assertThat(invalid.code()).isEqualTo(InvalidData.Code.NO_FEATURES));
    }

    @Test
    void givesRareUnseenAndMissingCategoriesPlacesOfTheirOwn() {
        Column column = words("a", "a", "b", "b", "rare", "", "unseen", "a");
        Table table = table(column);
        FeatureEncoder encoder = fit(table, 6);
        assertThat(encoder.columns()).containsExactly(new OneHot("x", List.of("a", "b"), true, true));
        float[] encoded = values(encoder, table);
        assertThat(row(encoded, 4, 0)).containsExactly(1, 0, 0, 0);
        assertThat(row(encoded, 4, 4)).as("rare").containsExactly(0, 0, 1, 0);
        assertThat(row(encoded, 4, 5)).as("missing").containsExactly(0, 0, 0, 1);
        assertThat(row(encoded, 4, 6)).as("unseen").containsExactly(0, 0, 1, 0);
    }

    @Test
    void encodesUnseenCategoriesAsZerosWhereNoneWasRare() {
        Table table = table(words("a", "b", "a", "b", "c", ""));
        float[] encoded = values(fit(table, 4), table);
        assertThat(row(encoded, 2, 4)).containsOnly(0);
        assertThat(row(encoded, 2, 5)).containsOnly(0);
    }

    @Test
    void findsTheCategoriesOfAnotherTableByTheirWords() {
        FeatureEncoder encoder = fit(table(words("a", "b", "a", "b")), 4);
        Table other = table(words("b", "zebra", "a", "a"));
        assertThat(values(encoder, other)).containsExactly(0, 1, 0, 0, 1, 0, 1, 0);
    }

    @Test
    void readsWordsAsNumbersAndNumbersAsWordsWhereAnotherTableDiffers() {
        FeatureEncoder ofNumbers = fit(table(numbers(1, 2, 3, 4)), 4);
        FeatureEncoder ofWords = fit(table(words("1", "2.5", "1", "2.5")), 4);
        assertThat(values(ofNumbers, table(words("1", "4", "", "2"))))
                .isEqualTo(values(ofNumbers, table(numbers(1, 4, NONE, 2))));
        assertThat(values(ofWords, table(numbers(1, 2.5, 1, 1)))).containsExactly(1, 0, 0, 1, 1, 0, 1, 0);
        assertThatThrownBy(() -> values(ofNumbers, table(words("1", "one", "2", "3"))))
                .isInstanceOf(InvalidData.class)
                .hasMessage("column \"x\": expected numbers, got \"one\"");
    }

    @Test
    void embedsColumnsOfManyCategoriesBehindTheOthers() {
        int rows = 1000;
        int[] codes = IntStream.range(0, rows).map(row -> row % 101).toArray();
        List<String> words = IntStream.range(0, 101).mapToObj(i -> "w" + i).toList();
        double[] numbers = IntStream.range(0, rows).mapToDouble(row -> row).toArray();
        Table table =
                new Table(rows, List.of(CategoryColumn.of("many", words, codes), new NumberColumn("number", numbers)));
        FeatureEncoder encoder = FeatureEncoder.fit(table, List.of("many", "number"), all(rows));
        assertThat(encoder.columns()).extracting(ColumnEncoder::column).containsExactly("number", "many");
        assertThat(encoder.shape()).isEqualTo(Shape.of(1));
        Embedded embedded = encoder.embedded().getFirst();
        assertThat(embedded.codes()).isEqualTo(103);
        assertThat(embedded.dimension()).isBetween(10, 50);
        float[] encoded = values(encoder, table);
        assertThat(encoded[1]).isEqualTo(2);
        assertThat(encoded[2 * 100 + 1]).isEqualTo(102);
        Table other = new Table(
                2,
                List.of(
                        CategoryColumn.of("many", List.of("unseen"), new int[] {0, -1}),
                        new NumberColumn("number", new double[2])));
        assertThat(values(encoder, other)[1]).as("unseen").isEqualTo(1);
        assertThat(values(encoder, other)[3]).as("missing").isZero();
    }

    @Test
    void keepsImagesAsBytesUntilABatchIsGathered() {
        byte[] bytes = {0, (byte) 255, 0, (byte) 255, 100, 100};
        Table table = table(new TensorColumn("x", Shape.of(1, 2), bytes));
        FeatureEncoder encoder = fit(table, 2);
        assertThat(encoder.shape()).isEqualTo(Shape.of(1, 2));
        var features = (ByteFeatures) encoder.encode(table, new int[] {2, 1});
        assertThat(features.values()).isSameAs(bytes);
        float[] batch = new float[4];
        features.gather(new int[] {1, 0}, 0, batch, 0, 2);
        assertThat(batch[0]).isEqualTo(-1);
        assertThat(batch[1]).isCloseTo(1, within(1e-6f));
        assertThat(batch[2]).isCloseTo(-0.2156863f, within(1e-6f));
    }

    @Test
    void countsEveryByteOfAnImageWhateverItsWidthAndItsBackground() {
        byte[] bytes = new byte[50 * 27];
        new Random(3).nextBytes(bytes);
        for (int row = 0; row < 50; row += 2) {
            Arrays.fill(bytes, row * 27, row * 27 + 17, (byte) 0);
        }
        int[] values =
                IntStream.range(0, bytes.length).map(i -> bytes[i] & 0xFF).toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .mapToDouble(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        FeatureEncoder encoder = fit(table(new TensorColumn("x", Shape.of(3, 9), bytes)), 50);
        assertThat(encoder.columns()).singleElement().isInstanceOfSatisfying(Scaled.class, scaled -> {
            assertThat(scaled.scale()).isEqualTo((float) (1 / Math.sqrt(variance)));
            assertThat(scaled.shift()).isEqualTo((float) (-mean / Math.sqrt(variance)));
        });
    }

    @Test
    void standsImagesBesideOtherColumns() {
        Table table = new Table(
                2,
                List.of(
                        new TensorColumn("image", Shape.of(1, 2), new byte[] {0, 10, 20, 30}),
                        new NumberColumn("number", new double[] {1, 2})));
        FeatureEncoder encoder = FeatureEncoder.fit(table, List.of("image", "number"), all(2));
        assertThat(encoder.shape()).isEqualTo(Shape.of(3));
        assertThat(values(encoder, table)[2]).isEqualTo(-1);
    }

    @Test
    void namesAMissingColumnAndATensorOfAnotherShape() {
        FeatureEncoder encoder = fit(table(numbers(1, 2)), 2);
        assertThatThrownBy(() -> encoder.encode(new Table(1, List.of()), new int[] {0}))
                .isInstanceOfSatisfying(
                        InvalidData.class,
                        invalid -> assertThat(invalid.code()).isEqualTo(InvalidData.Code.UNKNOWN_COLUMN));
        FeatureEncoder images = fit(table(new TensorColumn("x", Shape.of(2), new byte[] {1, 2, 3, 4})), 2);
        assertThatThrownBy(() -> images.encode(table(new TensorColumn("x", Shape.of(4), new byte[4])), new int[] {0}))
                .hasMessage("column \"x\": expected tensors of [2], got [4]");
    }

    private static Column numbers(double... values) {
        return new NumberColumn("x", values);
    }

    /** Empty words are missing. */
    private static Column words(String... words) {
        List<String> categories =
                Arrays.stream(words).filter(word -> !word.isEmpty()).distinct().toList();
        return CategoryColumn.of(
                "x",
                categories,
                Arrays.stream(words).mapToInt(categories::indexOf).toArray());
    }

    private static Table table(Column column) {
        return new Table(column.rows(), List.of(column));
    }

    private static FeatureEncoder fit(Table table, int trainingRows) {
        return FeatureEncoder.fit(table, List.of("x"), all(trainingRows));
    }

    private static float[] encode(Column column, int trainingRows) {
        return values(fit(table(column), trainingRows), table(column));
    }

    private static float[] values(FeatureEncoder encoder, Table table) {
        return ((MatrixFeatures) encoder.encode(table, all(table.rows()))).values();
    }

    private static float[] row(float[] values, int width, int row) {
        return Arrays.copyOfRange(values, row * width, (row + 1) * width);
    }

    private static int[] all(int rows) {
        return IntStream.range(0, rows).toArray();
    }
}
