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

class RecentEncodersTests {
    private static final int ROWS = 40;
    private static final int[] ALL = IntStream.range(0, ROWS).toArray();

    private final RecentEncoders recent = new RecentEncoders();
    private final Table table = table();

    @Test
    void fitsTheSameRowsOnce() {
        FeatureEncoder first = recent.fit(table, List.of("x", "y"), ALL);
        assertThat(recent.fit(table, List.of("x", "y"), ALL.clone())).isSameAs(first);
    }

    @Test
    void fitsAnewForAnotherSeedOfTheSplit() {
        int[] one = Split.of(ALL, 0.2, 1).training();
        int[] other = Split.of(ALL, 0.2, 2).training();
        FeatureEncoder first = recent.fit(table, List.of("x", "y"), one);
        assertThat(recent.fit(table, List.of("x", "y"), other))
                .isNotEqualTo(first)
                .isEqualTo(FeatureEncoder.fit(table, List.of("x", "y"), other));
        assertThat(recent.fit(table, List.of("x", "y"), one)).isSameAs(first);
    }

    @Test
    void fitsAnewForOtherFeatures() {
        recent.fit(table, List.of("x", "y"), ALL);
        assertThat(recent.fit(table, List.of("x"), ALL).width()).isEqualTo(1);
    }

    @Test
    void fitsAnewForAnotherTableOfEqualValues() {
        FeatureEncoder first = recent.fit(table, List.of("x"), ALL);
        assertThat(recent.fit(table(), List.of("x"), ALL)).isNotSameAs(first).isEqualTo(first);
    }

    @Test
    void keepsTheLastOnes() {
        FeatureEncoder first = recent.fit(table, List.of("x"), ALL);
        FeatureEncoder second = recent.fit(table, List.of("y"), ALL);
        assertThat(recent.fit(table, List.of("x"), ALL)).isSameAs(first);
        recent.fit(table, List.of("x", "y"), ALL);
        assertThat(recent.fit(table, List.of("x"), ALL)).isSameAs(first);
        assertThat(recent.fit(table, List.of("y"), ALL)).isNotSameAs(second).isEqualTo(second);
    }

    @Test
    void saysEachTimeThatThereIsNothingToFit() {
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> recent.fit(table, List.of("constant"), ALL))
                    .isInstanceOf(InvalidData.class);
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
