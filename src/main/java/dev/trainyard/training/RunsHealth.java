package dev.trainyard.training;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Down while a run of this node hangs. Its job is another's by then, but nothing gets a thread that stands still out of the JVM: what it
 * holds stays taken until the process ends. So the node works on with the rest, and whoever watches its liveness starts it anew.
 */
@Component("runs")
class RunsHealth implements HealthIndicator {
    private final Leases leases;

    RunsHealth(Leases leases) {
        this.leases = leases;
    }

    @Override
    public Health health() {
        long hanging = leases.all().stream().filter(Lease::stalled).count();
        return (hanging == 0 ? Health.up() : Health.down())
                .withDetail("hanging", hanging)
                .build();
    }
}
