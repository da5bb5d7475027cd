package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseTests {
    private final AtomicLong nanos = new AtomicLong();
    private final Lease lease =
            new Lease(new Claim("job_a", "a", 1, 1, 1, 1), Duration.ofSeconds(9), Duration.ofMinutes(1), nanos::get, 0);

    @Test
    void runGoesOnWhileTheLeaseIsFresh() {
        pass(5);
        assertThat(lease.order()).isEqualTo(Lease.Order.GO_ON);
    }

    @Test
    void runWaitsAfterTwoThirdsOfTheLeaseUntilItIsRenewed() throws Exception {
        pass(6);
        CompletableFuture<Lease.Order> order = CompletableFuture.supplyAsync(lease::order);
        assertThat(order).isNotDone();
        lease.renewed(nanos.get());
        assertThat(order.get(10, TimeUnit.SECONDS)).isEqualTo(Lease.Order.GO_ON);
    }

    @Test
    void runThatWaitedInVainAbandons() throws Exception {
        pass(6);
        CompletableFuture<Lease.Order> order = CompletableFuture.supplyAsync(lease::order);
        lease.lose();
        assertThat(order.get(10, TimeUnit.SECONDS)).isEqualTo(Lease.Order.ABANDON);
    }

    @Test
    void userGoesBeforeTheStoppingServer() {
        lease.stop();
        lease.wish(Wish.CANCEL);
        assertThat(lease.order()).isEqualTo(Lease.Order.FULFIL_WISH);
    }

    @Test
    void runWithoutAStepForTooLongIsStalled() {
        pass(59);
        assertThat(lease.stalled()).isFalse();
        pass(2);
        assertThat(lease.stalled()).isTrue();
        lease.moved();
        assertThat(lease.stalled()).isFalse();
    }

    @Test
    void runThatWaitsForItsLeaseWhileSomethingElseOfItHangsIsStalled() throws Exception {
        pass(61);
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Lease.Order> order = CompletableFuture.supplyAsync(() -> lease.order(() -> {
            asked.countDown();
            return false;
        }));
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        lease.lose();
        assertThat(order.get(10, TimeUnit.SECONDS)).isEqualTo(Lease.Order.ABANDON);
        assertThat(lease.stalled()).isTrue();
    }

    @Test
    void runThatWasLetGoAndHangsOnForAsLongAgainHangsForGood() {
        pass(121);
        assertThat(lease.hangsForGood()).isFalse();
        lease.lose();
        assertThat(lease.hangsForGood()).isTrue();
        lease.moved();
        assertThat(lease.hangsForGood()).isFalse();
    }

    private void pass(int seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
