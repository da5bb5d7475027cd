package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatusChangesTests {
    private final StatusChanges.Place place = new StatusChanges.Place();

    @Test
    void wakesWhoWaitsAtAChange() throws InterruptedException {
        Thread waiting = waiting(0, Duration.ofDays(1));
        place.add();
        waiting.join();
        assertThat(place.count()).isEqualTo(1);
    }

    @Test
    void doesNotHoldUpWhoHasNotSeenTheLastChange() throws InterruptedException {
        place.add();
        waiting(0, Duration.ofDays(1)).join();
    }

    @Test
    void letsGoAfterTheTimeWithoutAChange() throws InterruptedException {
        waiting(0, Duration.ofMillis(1)).join();
        assertThat(place.count()).isZero();
    }

    private Thread waiting(long seen, Duration atMost) {
        return Thread.startVirtualThread(() -> {
            try {
                place.await(seen, atMost.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
