package dev.trainyard.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetEncoderTests {
    private static final int[] ROWS = {0, 1, 2, 3};

    @Test
    void takesClassesInTheOrderOfTheProfile() {
        Table table = table(CategoryColumn.of("y", List.of("no", "yes", "maybe"), new int[] {2, 0, 1, 0}));
        TargetEncoder encoder = TargetEncoder.fit(table, List.of("y"), Task.CLASSIFICATION, ROWS);
        assertThat(encoder).isEqualTo(new ClassTarget("y", List.of("no", "yes", "maybe")));
        assertThat(encoder.encode(table, ROWS).values()).containsExactly(2, 0, 1, 0);
    }

    @Test
    void takesWholeNumbersAsClassesInAscendingOrder() {
        Table table = table(new NumberColumn("y", new double[] {10, 2, -1, 2}));
        var encoder = (ClassTarget) TargetEncoder.fit(table, List.of("y"), Task.CLASSIFICATION, ROWS);
        assertThat(encoder.classes()).containsExactly("-1", "2", "10");
    }

    @Test
    void suggestsClassesForWordsAndFewWholeNumbers() {
        assertThat(Task.suggestedBy(CategoryColumn.of("y", List.of("a"), new int[4])))
                .isEqualTo(Task.CLASSIFICATION);
        assertThat(Task.suggestedBy(new NumberColumn("y", new double[] {1, 2, Double.NaN})))
                .isEqualTo(Task.CLASSIFICATION);
        assertThat(Task.suggestedBy(new NumberColumn("y", new double[] {1, 2.5})))
                .isEqualTo(Task.REGRESSION);
        double[] many = IntStream.range(0, 21).mapToDouble(i -> i).toArray();
        assertThat(Task.suggestedBy(new NumberColumn("y", many))).isEqualTo(Task.REGRESSION);
    }

    @Test
    void standardizesValuesAndGivesThemTheirUnitBack() {
        Table table = table(new NumberColumn("y", new double[] {100, 300, 500, 700}));
        var encoder = (NumberTarget) TargetEncoder.fit(table, List.of("y"), Task.REGRESSION, new int[] {0, 1, 2});
        Targets targets = encoder.encode(table, ROWS);
        assertThat(targets.values()[1]).isZero();
        assertThat(targets.units()[0]).isCloseTo(163.299, within(1e-3));
        for (int row : ROWS) {
            assertThat(encoder.decode(0, targets.values()[row])).isCloseTo(100 + 200 * row, within(1e-4));
        }
    }

    @Test
    void takesSeveralValuesSideBySide() {
        Table table = new Table(
                2, List.of(new NumberColumn("a", new double[] {1, 3}), new NumberColumn("b", new double[] {20, 10})));
        TargetEncoder encoder = TargetEncoder.fit(table, List.of("b", "a"), Task.REGRESSION, new int[] {0, 1});
        assertThat(encoder.encode(table, new int[] {0, 1}).values()).containsExactly(1, -1, -1, 1);
    }

    @Test
    void refusesTargetsThatCannotBeLearned() {
        Table table = table(CategoryColumn.of("y", List.of("a", "b"), new int[] {0, 0, 0, 1}));
        assertCode(
                InvalidData.Code.ONE_CLASS,
                () -> TargetEncoder.fit(table, List.of("y"), Task.CLASSIFICATION, new int[] {0, 1}));
        Table constant = table(new NumberColumn("y", new double[] {7, 7, 7, 8}));
        assertCode(
                InvalidData.Code.CONSTANT_TARGET,
                () -> TargetEncoder.fit(constant, List.of("y"), Task.REGRESSION, new int[] {0, 1, 2}));
        TargetEncoder encoder = new ClassTarget("y", List.of("a"));
        assertThatThrownBy(() -> encoder.encode(table, ROWS))
                .hasMessage("column \"y\": expected one of [a], got b in row 4");
    }

    @Test
    void leavesOutRowsWithoutATarget() {
        Table table = new Table(
                3,
                List.of(
                        new NumberColumn("a", new double[] {1, Double.NaN, 3}),
                        CategoryColumn.of("b", List.of("x"), new int[] {0, 0, -1})));
        assertThat(TargetEncoder.labelledRows(table, List.of("a", "b"))).containsExactly(0);
        assertThat(TargetEncoder.labelledRows(table, List.of("a"))).containsExactly(0, 2);
    }

    @Test
    void weighsClassesSoThatEachCountsTheSame() {
        var target = new ClassTarget("y", List.of("a", "b", "absent"));
        int[] codes = {0, 0, 0, 1};
        assertThat(new ClassWeights.Balanced().weights(target, codes)).containsExactly(4 / 6f, 4 / 6f, 4 / 6f, 2);
        assertThat(new ClassWeights.PerClass(Map.of("b", 5.0)).weights(target, codes))
                .containsExactly(1, 1, 1, 5);
        assertCode(
                InvalidData.Code.UNKNOWN_CLASS,
                () -> new ClassWeights.PerClass(Map.of("c", 5.0)).weights(target, codes));
    }

    private static void assertCode(InvalidData.Code code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InvalidData.class, invalid -> assertThat(invalid.code()).isEqualTo(code));
    }

    private static Table table(Column column) {
        return new Table(column.rows(), List.of(column));
    }
}
