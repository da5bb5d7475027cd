package dev.trainyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdsTests {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void carriesItsPrefixAndTwentySixDigits() {
        assertThat(idsAt(NOON).next("job")).matches("job_[0-9a-hjkmnp-tv-z]{26}");
    }

    @Test
    void ascendsWithinOneMillisecond() {
        Ids ids = idsAt(NOON);
        List<String> drawn =
                IntStream.range(0, 10_000).mapToObj(_ -> ids.next("evt")).toList();
        assertThat(drawn).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void ascendsWithTime() {
        assertThat(idsAt(NOON).next("ds")).isLessThan(idsAt(NOON.plusMillis(1)).next("ds"));
    }

    @Test
    void knowsItsOwnFormOnly() {
        String id = idsAt(NOON).next("job");
        assertThat(Ids.isId("job", id)).isTrue();
        assertThat(Ids.isId("ds", id)).isFalse();
        assertThat(Ids.isId("job", "job_1")).isFalse();
    }

    private static Ids idsAt(Instant time) {
        return new Ids(Clock.fixed(time, ZoneOffset.UTC));
    }
}
