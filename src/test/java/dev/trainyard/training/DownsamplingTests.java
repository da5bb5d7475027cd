package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownsamplingTests {
    @Test
    void shortCurveStaysWhole() {
        List<JobMetric> curve = curve(10, i -> i);
        assertThat(Downsampling.of(curve, 10)).isEqualTo(curve);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 17, 320})
    void longCurveKeepsItsLimitItsOrderAndItsEnds(int most) {
        List<JobMetric> thinned = Downsampling.of(curve(10_000, i -> Math.sin(i / 10.0)), most);
        assertThat(thinned)
                .hasSizeBetween(Math.min(4, most), most)
                .isSortedAccordingTo((a, b) -> Long.compare(a.step(), b.step()));
        assertThat(thinned.getFirst().step()).isZero();
        assertThat(thinned.getLast().step()).isEqualTo(9_999);
    }

    @Test
    void singlePeaksSurvive() {
        List<JobMetric> thinned = Downsampling.of(curve(100_000, i -> i == 77_777 ? 9 : i == 12_345 ? -9 : 0), 8);
        assertThat(thinned).extracting(JobMetric::value).contains(9.0, -9.0);
    }

    @Test
    void nonFinitePointsSurvive() {
        List<JobMetric> thinned = Downsampling.of(
                curve(100_000, i -> i == 500 ? Double.NaN : i == 600 ? Double.POSITIVE_INFINITY : i), 20);
        assertThat(thinned).extracting(JobMetric::step).contains(500L, 600L);
    }

    @Test
    void curveOfNothingButNaNIsThinnedToo() {
        assertThat(Downsampling.of(curve(1000, i -> Double.NaN), 20)).hasSizeBetween(5, 20);
    }

    private static List<JobMetric> curve(int points, IntToDoubleFunction value) {
        return IntStream.range(0, points)
                .mapToObj(i -> new JobMetric(
                        "loss", JobMetric.Split.TRAIN, 1, i, value.applyAsDouble(i), Instant.EPOCH, null, null))
                .toList();
    }
}
