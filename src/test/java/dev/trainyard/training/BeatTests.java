package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BeatTests {
    private static final Duration NEVER = Duration.ofDays(1);

    private final Semaphore done = new Semaphore(0);

    @Test
    void doesItAgainAndAgain() throws InterruptedException {
        Beat beat = Beat.start("test", Duration.ofMillis(1), done::release);
        assertThat(done.tryAcquire(3, 10, TimeUnit.SECONDS)).isTrue();
        beat.stop();
    }

    @Test
    void doesItAtOnceWhenItIsToldTo() throws InterruptedException {
        Beat beat = Beat.start("test", NEVER, done::release);
        for (int time = 0; time < 3; time++) {
            beat.now();
            assertThat(done.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
        beat.stop();
        assertThat(done.availablePermits()).isZero();
    }
}
