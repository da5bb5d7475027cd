package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.engine.data.FeatureEncoder;
import dev.trainyard.engine.data.InvalidData;
import dev.trainyard.engine.data.NumberColumn;
import dev.trainyard.engine.data.Split;
import dev.trainyard.engine.data.Table;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentFeaturesTests {
    private static final int ROWS = 40;
    private static final int[] ALL = IntStream.range(0, ROWS).toArray();

    private final RecentFeatures recent = new RecentFeatures();
    private final Table table = table();

    @Test
    void encodesTheSameRowsOnce() {
        RecentFeatures.Encoded first = recent.of(table, List.of("x", "y"), ALL);
        assertThat(recent.of(table, List.of("x", "y"), ALL.clone())).isSameAs(first);
    }

    @Test
    void encodesAnewForAnotherSeedOfTheSplit() {
        int[] one = Split.of(ALL, 0.2, 1).training();
        int[] other = Split.of(ALL, 0.2, 2).training();
        RecentFeatures.Encoded first = recent.of(table, List.of("x", "y"), one);
        FeatureEncoder encoder = recent.of(table, List.of("x", "y"), other).encoder();
        assertThat(encoder)
                .isNotEqualTo(first.encoder())
                .isEqualTo(FeatureEncoder.fit(table, List.of("x", "y"), other));
        assertThat(recent.of(table, List.of("x", "y"), one)).isSameAs(first);
    }

    @Test
    void encodesAnewForOtherFeatures() {
        recent.of(table, List.of("x", "y"), ALL);
        assertThat(recent.of(table, List.of("x"), ALL).encoder().width()).isEqualTo(1);
    }

    @Test
    void encodesAnewForAnotherTableOfEqualValues() {
        RecentFeatures.Encoded first = recent.of(table, List.of("x"), ALL);
        assertThat(recent.of(table(), List.of("x"), ALL)).isNotSameAs(first);
    }

    @Test
    void keepsTheLastOnes() {
        RecentFeatures.Encoded first = recent.of(table, List.of("x"), ALL);
        RecentFeatures.Encoded second = recent.of(table, List.of("y"), ALL);
        assertThat(recent.of(table, List.of("x"), ALL)).isSameAs(first);
        recent.of(table, List.of("x", "y"), ALL);
        assertThat(recent.of(table, List.of("x"), ALL)).isSameAs(first);
        assertThat(recent.of(table, List.of("y"), ALL)).isNotSameAs(second);
    }

    @Test
    void saysEachTimeThatThereIsNothingToFit() {
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> recent.of(table, List.of("constant"), ALL)).isInstanceOf(InvalidData.class);
        }
    }

    private static Table table() {
        double[] x = IntStream.range(0, ROWS).mapToDouble(Math::sin).toArray();
        double[] y = IntStream.range(0, ROWS).mapToDouble(Math::sqrt).toArray();
        return new Table(
                ROWS,
                List.of(
                        new NumberColumn("x", x),
                        new NumberColumn("y", y),
                        new NumberColumn("constant", new double[ROWS])));
    }
}
