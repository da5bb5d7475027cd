package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class TurnstileTests {
    private static final int COMERS = 200;

    private final Turnstile turnstile = new Turnstile();

    @Test
    void servesAllWhoComeAtOnceButOnlyAFewAtATime() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch together = new CountDownLatch(COMERS);
        List<Future<Integer>> served = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int comer = 0; comer < COMERS; comer++) {
                int number = comer;
                served.add(threads.submit(() -> {
                    together.countDown();
                    together.await();
                    return turnstile.pass(() -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        LockSupport.parkNanos(100_000);
                        inside.decrementAndGet();
                        return number;
                    });
                }));
            }
        }
        for (int comer = 0; comer < COMERS; comer++) {
            assertThat(served.get(comer).get()).isEqualTo(comer);
        }
        assertThat(most.get()).isBetween(1, Turnstile.AT_ONCE);
    }

    @Test
    void isFreeAgainAfterAReadThatFailed() throws Exception {
        for (int turn = 0; turn <= Turnstile.AT_ONCE; turn++) {
            assertThatThrownBy(() -> turnstile.pass(() -> {
                        throw new IllegalStateException("away");
                    }))
                    .hasMessage("away");
        }
        assertThat(turnstile.pass(() -> "here")).isEqualTo("here");
    }
}
