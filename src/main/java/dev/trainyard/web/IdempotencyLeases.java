package dev.trainyard.web;

import dev.trainyard.web.IdempotencyKeys.Claim;
import jakarta.annotation.PreDestroy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps the claims of the requests that this process works on alive, and forgets old keys, on one thread of its own. */
@Component
class IdempotencyLeases {
    private static final Logger log = LoggerFactory.getLogger(IdempotencyLeases.class);

    private final Set<Claim> held = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("idempotency-leases").daemon().factory());

    IdempotencyLeases(IdempotencyKeys keys, IdempotencyProperties properties) {
        long renewal = properties.renewal().toMillis();
        var _ = timer.scheduleWithFixedDelay(
                () -> quietly(() -> keys.renew(held)), renewal, renewal, TimeUnit.MILLISECONDS);
        var _ = timer.scheduleWithFixedDelay(() -> quietly(keys::forgetOld), 1, 60, TimeUnit.MINUTES);
    }

    void hold(Claim claim) {
        held.add(claim);
    }

    void drop(Claim claim) {
        held.remove(claim);
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }

    /** A database that is away now will be asked again; an exception would end the timer. */
    private static void quietly(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.warn("Idempotency keys could not be kept up: {}", String.valueOf(e));
        }
    }
}
