package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.training.StepSeries.Point;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StepSeriesTests {
    private static final long STEPS = 123_457;

    private final List<Point> told = new ArrayList<>();

    @Test
    void keepsEndsAndExtremesOfALongCurveInTwoThousandPoints() {
        double[] values = values();
        StepSeries series = series(STEPS);
        for (int i = 0; i < STEPS; i++) {
            add(series, i + 1L, values[i]);
        }
        series.end();
        assertThat(told).hasSizeBetween(1000, 2002);
        assertThat(told).isSortedAccordingTo(Comparator.comparingLong(Point::step));
        assertThat(told.getFirst().step()).isEqualTo(1);
        assertThat(told.getLast().step()).isEqualTo(STEPS);
        double highest = java.util.Arrays.stream(values).max().orElseThrow();
        double lowest = java.util.Arrays.stream(values).min().orElseThrow();
        assertThat(told).extracting(Point::value).contains(highest, lowest);
        assertThat(told).extracting(Point::step).doesNotHaveDuplicates();
    }

    @Test
    void keepsEveryPointOfAShortCurve() {
        StepSeries series = series(1000);
        for (int step = 1; step <= 1000; step++) {
            add(series, step, step % 7);
        }
        assertThat(told).hasSize(1000);
    }

    @Test
    void tellsAtOnceOfWhatIsNotFinite() {
        StepSeries series = series(STEPS);
        add(series, 5, 1);
        add(series, 6, Double.NaN);
        add(series, 7, Double.POSITIVE_INFINITY);
        assertThat(told).extracting(Point::step).containsExactly(6L, 7L);
        assertThat(series.pending()).extracting(Point::step).containsExactly(5L);
    }

    @Test
    void tellsTheSameAfterAnInterruptionAsWithoutOne() {
        double[] values = values();
        StepSeries whole = series(STEPS);
        for (int i = 0; i < STEPS; i++) {
            add(whole, i + 1L, values[i]);
        }
        whole.end();
        List<Long> expected = told.stream().map(Point::step).toList();
        told.clear();
        StepSeries first = series(STEPS);
        for (int i = 0; i < 50_000; i++) {
            add(first, i + 1L, values[i]);
        }
        List<Point> pending = first.pending();
        for (int i = 50_000; i < 51_000; i++) {
            add(first, i + 1L, values[i]);
        }
        told.removeIf(point -> point.step() > StepSeries.toldBefore(50_000, STEPS));
        StepSeries second = series(STEPS);
        second.recall(pending);
        for (int i = 50_000; i < STEPS; i++) {
            add(second, i + 1L, values[i]);
        }
        second.end();
        assertThat(told).extracting(Point::step).isEqualTo(expected);
    }

    private StepSeries series(long steps) {
        return new StepSeries(steps, Clock.systemUTC(), () -> 1, told::add);
    }

    private static void add(StepSeries series, long step, double value) {
        series.curve("batch_loss").add(1, step, value);
        series.done(step);
    }

    private static double[] values() {
        Random random = new Random(5);
        return random.doubles(STEPS, 0, 3).toArray();
    }
}
