package dev.trainyard.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTests {
    private static final int[] ROWS =
            IntStream.range(0, 100).map(row -> row * 3).toArray();

    @Test
    void holdsOutTheFractionAndLosesNoRow() {
        Split split = Split.of(ROWS, 0.2, 1);
        assertThat(split.validation())
                .hasSize(20)
                .isSorted()
                .isNotEqualTo(Split.of(ROWS, 0.2, 2).validation());
        assertThat(split.training()).hasSize(80).isSorted().doesNotContain(split.validation());
        assertThat(split.validation()).isEqualTo(Split.of(ROWS, 0.2, 1).validation());
        assertThat(Split.of(ROWS, 0, 1).validation()).isEmpty();
    }

    @Test
    void givesEveryClassItsShare() {
        int[] classes = IntStream.range(0, 100)
                .map(row -> row < 70 ? 0 : row < 95 ? 1 : row < 99 ? 2 : 3)
                .toArray();
        Split split = Split.stratified(ROWS, classes, 0.2, 1);
        int[] counts = new int[4];
        Arrays.stream(split.validation()).forEach(row -> counts[classes[row / 3]]++);
        assertThat(counts).containsExactly(14, 5, 1, 0);
    }

    @Test
    void leavesSomethingToLearnFrom() {
        assertThat(Split.of(new int[] {5}, 0.9, 1).training()).containsExactly(5);
        assertThat(Split.of(new int[] {}, 0.5, 1).training()).isEmpty();
        assertThat(Split.stratified(new int[] {1, 2, 3}, new int[] {0, 1, 2}, 0.5, 1)
                        .validation())
                .isEmpty();
    }
}
