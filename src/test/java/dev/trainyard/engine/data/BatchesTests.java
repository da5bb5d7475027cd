package dev.trainyard.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTests {
    @Test
    void visitsEveryRowOnceInAnOrderOfTheEpochsOwn() {
        var batches = new Batches(10, 4, 1);
        assertThat(batches.count()).isEqualTo(3);
        assertThat(IntStream.range(0, 3).map(batches::rows)).containsExactly(4, 4, 2);
        batches.shuffle(0);
        int[] first = batches.order().clone();
        assertThat(first).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        batches.shuffle(1);
        assertThat(batches.order()).isNotEqualTo(first);
        var others = new Batches(10, 4, 1);
        others.shuffle(0);
        assertThat(others.order()).isEqualTo(first);
    }

    @Test
    void makesNoBatchLargerThanTheData() {
        var batches = new Batches(3, 100, 1);
        assertThat(batches.size()).isEqualTo(3);
        assertThat(batches.count()).isEqualTo(1);
    }
}
