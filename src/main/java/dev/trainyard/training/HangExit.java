package dev.trainyard.training;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Ends the process when a run hangs for good, where {@code trainyard.exit-when-hung} says that something starts it anew. The job is another's by
 * then, and nothing else gets the run's threads, its memory and perhaps its database connection back. It is an end as by SIGTERM: the
 * other runs give their jobs back with a checkpoint and their attempt.
 */
@Component
class HangExit implements SmartLifecycle {
    /** EX_SOFTWARE of sysexits. */
    static final int CODE = 70;

    private static final Logger LOG = LoggerFactory.getLogger(HangExit.class);

    private final Leases leases;
    private final TrainingProperties properties;
    private volatile @Nullable Beat beat;

    HangExit(Leases leases, TrainingProperties properties) {
        this.leases = leases;
        this.properties = properties;
    }

    @Override
    public boolean isAutoStartup() {
        return properties.exitWhenHung();
    }

    @Override
    public void start() {
        beat = Beat.start("hangs", properties.lease().dividedBy(3), this::look);
    }

    @Override
    public void stop() {
        Beat running = beat;
        if (running != null) {
            running.stop();
        }
        beat = null;
    }

    @Override
    public boolean isRunning() {
        return beat != null;
    }

    private void look() {
        Optional<Lease> hung = leases.all().stream().filter(Lease::hangsForGood).findAny();
        if (hung.isPresent()) {
            LOG.error(
                    "{} has hung for twice {}; this process gives the other jobs back and ends with {}",
                    hung.get().claim().job(),
                    properties.stall(),
                    CODE);
            stop();
            // Not here: what ends this thread's owner would wait for this thread.
            Thread.ofPlatform().name("exit").start(() -> System.exit(CODE));
        }
    }
}
