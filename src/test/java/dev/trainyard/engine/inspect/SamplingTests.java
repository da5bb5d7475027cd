package dev.trainyard.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.TrainingPlan;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SamplingTests {

    @Test
    void looksAtTheBeginningCloselyAndThenAtEqualIntervals() {
        assertThat(looked(new Sampling(100, 1, 16), 350)).containsExactly(1L, 2L, 4L, 8L, 16L, 101L, 201L, 301L);
        assertThat(looked(new Sampling(7, 0, 0), 21)).containsExactly(7L, 14L, 21L);
        assertThat(looked(new Sampling(5, 12, 1), 20)).containsExactly(1L, 2L, 7L, 12L, 17L);
    }

    @Test
    void saysWhichOneIsNext() {
        for (Sampling sampling : List.of(new Sampling(100, 1, 64), new Sampling(3), new Sampling(9, 4, 0))) {
            for (long from = 1; from <= 300; from++) {
                long next = sampling.next(from);
                assertThat(next).isGreaterThanOrEqualTo(from);
                assertThat(sampling.contains(next)).isTrue();
                assertThat(LongStream.range(from, next)).noneMatch(sampling::contains);
            }
        }
    }

    @Test
    void looksIntoTheSameStepsAgainWhenATrainingGoesBack() {
        Lesson lesson = Lesson.clouds(64, 4, 2, 1, 5);
        Network network = Watched.network(lesson, List.of(Dense.of(8, new Relu())));
        Sampling sampling = new Sampling(10, 1, 8);
        var flow = new GradientFlow(network, new TrainingPlan(), sampling, Kernels.best());
        for (long from : new long[] {1, 25, 3, 40, 2}) {
            assertThat(LongStream.rangeClosed(from, 60)
                            .filter(flow::inspects)
                            .boxed()
                            .toList())
                    .containsExactlyElementsOf(looked(sampling, 60).stream()
                            .filter(step -> step >= from)
                            .toList());
        }
    }

    private static List<Long> looked(Sampling sampling, long last) {
        return LongStream.rangeClosed(1, last)
                .filter(sampling::contains)
                .boxed()
                .toList();
    }
}
