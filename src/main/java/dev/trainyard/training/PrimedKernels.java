package dev.trainyard.training;

import dev.trainyard.engine.inspect.finding.TrainingWatch;
import dev.trainyard.engine.kernel.Kernels;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Has the engine's kernels compiled as soon as the server answers, once per process, and keeps it from being called ready
 * until they are: before that, training and predictions work, but slowly. Whether the server is up does not depend on it.
 */
@Component("kernels")
class PrimedKernels implements HealthIndicator {
    /** Counts as not ready, and not as down. */
    static final Status PRIMING = new Status("PRIMING", "the compiler is still at work on the kernels");

    private static final Logger LOG = LoggerFactory.getLogger(PrimedKernels.class);
    private static final CompletableFuture<Void> PRIMED = new CompletableFuture<>();
    private static final AtomicBoolean STARTED = new AtomicBoolean();

    @EventListener(ApplicationReadyEvent.class)
    void prime() {
        if (STARTED.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("priming").start(PrimedKernels::primeNow);
        }
    }

    @Override
    public Health health() {
        return Health.status(PRIMED.isDone() ? Status.UP : PRIMING).build();
    }

    private static void primeNow() {
        long start = System.nanoTime();
        Kernels.unavailableReason().ifPresent(LOG::warn);
        try {
            Kernels.best().prime();
            TrainingWatch.prime();
        } finally {
            PRIMED.complete(null);
        }
        LOG.info("Kernels are compiled, after {} ms", (System.nanoTime() - start) / 1_000_000);
    }
}
