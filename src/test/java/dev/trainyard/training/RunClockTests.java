package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunClockTests {
    private static final long SECOND = 1_000_000_000;

    private long now = 42;
    private final RunClock clock = new RunClock(10, Duration.ofSeconds(60), () -> now);

    @Test
    void asksForACheckpointAfterTheEpochThatEndsASecondAfterTheLast() {
        pass(0.9);
        assertThat(clock.checkpointDue(true, 1000)).isFalse();
        pass(0.2);
        assertThat(clock.checkpointDue(true, 1000)).isTrue();
        clock.checkpointed(now);
        assertThat(clock.checkpointDue(true, 1000)).isFalse();
    }

    @Test
    void asksForOneWithinALongEpoch() {
        pass(59);
        assertThat(clock.checkpointDue(false, 1000)).isFalse();
        pass(2);
        assertThat(clock.checkpointDue(false, 1000)).isTrue();
    }

    @Test
    void asksForNoneWhenTheResultComesWithinASecond() {
        pass(2);
        assertThat(clock.checkpointDue(true, 101)).isTrue();
        assertThat(clock.checkpointDue(true, 99)).isFalse();
    }

    @Test
    void tellsTwiceThatTheEndIsNear() {
        pass(20);
        assertThat(clock.nearsEnd(7)).isFalse();
        assertThat(clock.nearsEnd(5)).isTrue();
        assertThat(clock.nearsEnd(4)).isFalse();
        assertThat(clock.nearsEnd(1)).isTrue();
        assertThat(clock.nearsEnd(0)).isFalse();
    }

    @Test
    void asksForFewWhereTheyTakeLong() {
        pass(2);
        long from = now;
        pass(1);
        clock.checkpointed(from);
        pass(18);
        assertThat(clock.checkpointDue(true, 1000)).isFalse();
        pass(2);
        assertThat(clock.checkpointDue(true, 1000)).isTrue();
    }

    @Test
    void looksUpOnceInAMillisecondHoweverShortTheStepsAre() {
        assertThat(looks(100_000, 1000)).isBetween(97, 100);
        assertThat(looks(1000, 100_000)).isBetween(97, 100);
        assertThat(looks(10, 2_000_000)).isBetween(9, 10);
    }

    private int looks(int steps, long nanos) {
        int looks = 0;
        for (int step = 0; step < steps; step++) {
            now += nanos;
            looks += clock.looksUp() ? 1 : 0;
        }
        return looks;
    }

    @Test
    void countsTheSecondsOfAllAttempts() {
        pass(5);
        assertThat(clock.seconds()).isEqualTo(15);
        assertThat(clock.pace()).isEqualTo(100);
    }

    /** Seconds in which 100 rows each are trained. */
    private void pass(double seconds) {
        now += Math.round(seconds * SECOND);
        clock.trained((int) Math.round(seconds * 100));
    }
}
