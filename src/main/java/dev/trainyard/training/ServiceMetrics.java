package dev.trainyard.training;

import dev.trainyard.engine.inspect.finding.FindingCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What this node has done, for Prometheus. Every label has a closed set of values and every series is there from the start: no job, tenant or
 * dataset is ever a label, so that the number of series does not grow with the number of jobs.
 */
@Component
class ServiceMetrics {
    private static final Duration[] WAITS = seconds(0.1, 0.5, 1, 5, 15, 60, 300, 1800);
    private static final Duration[] STEPS = seconds(0.0001, 0.001, 0.01, 0.1, 1, 10);

    private final Counter submitted;
    private final Timer waits;
    private final Map<Outcome, Counter> ended;
    private final Counter leasesLost;
    private final Counter samples;
    private final Counter steps;
    private final Counter operations;
    private final Timer stepTime;
    private final Timer checkpoints;
    private final Map<FindingCode, Counter> findings;

    /** How a run of this node ended. */
    enum Outcome {
        SUCCEEDED,
        FAILED,
        CANCELLED,
        PAUSED,
        /** Went back into the queue. */
        RELEASED;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    ServiceMetrics(MeterRegistry registry) {
        submitted = registry.counter("trainyard.jobs.submitted");
        waits = timer("trainyard.queue.wait", "From queued to claimed", WAITS).register(registry);
        ended = each(Outcome.values(), outcome -> registry.counter("trainyard.jobs.ended", "outcome", outcome.word()));
        leasesLost = registry.counter("trainyard.leases.lost");
        samples = registry.counter("trainyard.training.samples");
        steps = registry.counter("trainyard.training.steps");
        operations = registry.counter("trainyard.training.operations");
        stepTime = timer("trainyard.training.step", "Mean step of each half second of a run", STEPS)
                .register(registry);
        checkpoints = timer("trainyard.checkpoint", "A training stood still for a checkpoint")
                .register(registry);
        findings = each(FindingCode.values(), code -> registry.counter("trainyard.findings", "code", code.word()));
    }

    void submitted() {
        submitted.increment();
    }

    /** A job of this node's was claimed after it had waited so long; counts when the transaction commits. */
    void waited(Duration wait) {
        afterCommit(() -> waits.record(wait));
    }

    /** A job moved; counts when the transaction commits. */
    void moved(Move move) {
        afterCommit(() -> {
            switch (move) {
                case CLAIM, RESUME -> {}
                case RELEASE -> ended(Outcome.RELEASED);
                case SUCCEED -> ended(Outcome.SUCCEEDED);
                case FAIL -> ended(Outcome.FAILED);
                case CANCEL -> ended(Outcome.CANCELLED);
                case PAUSE -> ended(Outcome.PAUSED);
            }
        });
    }

    /** Something was found; counts when the transaction commits. */
    void found(FindingCode code) {
        afterCommit(() -> count(findings, code));
    }

    void leaseLost() {
        leasesLost.increment();
    }

    void checkpointed(Duration time) {
        checkpoints.record(time);
    }

    /** A stretch of a run: so many steps on so many rows, with the floating-point operations of all. */
    void trained(long stretchSteps, long rows, double flops, Duration time) {
        if (stretchSteps > 0) {
            steps.increment((double) stretchSteps);
            samples.increment((double) rows);
            operations.increment(flops);
            stepTime.record(time.dividedBy(stretchSteps));
        }
    }

    private void ended(Outcome outcome) {
        count(ended, outcome);
    }

    private static <K> void count(Map<K, Counter> counters, K key) {
        Counter counter = counters.get(key);
        if (counter != null) {
            counter.increment();
        }
    }

    private static <K> Map<K, Counter> each(K[] keys, Function<K, Counter> counter) {
        return Arrays.stream(keys).collect(Collectors.toUnmodifiableMap(Function.identity(), counter));
    }

    private static Timer.Builder timer(String name, String description, Duration... buckets) {
        return Timer.builder(name).description(description).serviceLevelObjectives(buckets);
    }

    private static Duration[] seconds(double... seconds) {
        return Arrays.stream(seconds)
                .mapToObj(one -> Duration.ofNanos(Math.round(one * 1e9)))
                .toArray(Duration[]::new);
    }

    private static void afterCommit(Runnable count) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            count.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                count.run();
            }
        });
    }
}
