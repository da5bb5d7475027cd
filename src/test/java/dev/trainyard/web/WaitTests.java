package dev.trainyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WaitTests {
    private final AtomicInteger value = new AtomicInteger();

    @Test
    void readsUntilTheValueIsDone() {
        Wait wait = new Wait(Duration.ofMinutes(1));
        assertThat(wait.until(value::incrementAndGet, read -> read == 3)).isEqualTo(3);
    }

    @Test
    void readsOnceWithoutTime() {
        assertThat(Wait.NONE.until(value::incrementAndGet, read -> read == 3)).isEqualTo(1);
    }

    @Test
    void missesNoChangeThatComesWhileItReads() {
        var changes = new Counted();
        int last = new Wait(Duration.ofMinutes(1))
                .until(
                        () -> {
                            int read = value.get();
                            value.set(1);
                            changes.count = 1;
                            return read;
                        },
                        read -> read == 1,
                        changes);
        assertThat(last).isEqualTo(1);
        assertThat(changes.waited).isFalse();
    }

    private static final class Counted implements Wait.Changes {
        private long count;
        private boolean waited;

        @Override
        public long count() {
            return count;
        }

        @Override
        public void await(long seen, long millis) {
            waited = count <= seen;
        }
    }
}
