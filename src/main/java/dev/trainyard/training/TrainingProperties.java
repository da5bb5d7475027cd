package dev.trainyard.training;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How this node trains.
 *
 * @param roles what the node does: answer requests, train, or both
 * @param threads training threads; 0 means all cores
 * @param memory bytes for training; 0 means 60 % of the heap
 * @param lease how long a job belongs to a silent node
 * @param poll how often an idle worker looks into the queue unasked
 * @param attempts claims without a new checkpoint after which a job is given up
 * @param overtaking how long the first job of the queue lets smaller ones pass while it waits for room
 * @param stall how long a run may make no step before its node lets go of it
 * @param exitWhenHung whether the process ends when a run has hung for twice as long; for nodes that something starts anew
 * @param checkpointEvery the longest a run trains without a checkpoint
 * @param queueLimit jobs of one tenant that may wait
 */
@Validated
@ConfigurationProperties("trainyard")
record TrainingProperties(
        @DefaultValue({"api", "worker"}) @NotEmpty Set<Role> roles,
        @DefaultValue("0") @Min(1) @Max(1024) int threads,
        @DefaultValue("0B") DataSize memory,
        @DefaultValue("10s") Duration lease,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("3") @Min(1) int attempts,
        @DefaultValue("30s") Duration overtaking,
        @DefaultValue("15m") Duration stall,
        @DefaultValue("false") boolean exitWhenHung,
        @DefaultValue("30s") Duration checkpointEvery,
        @DefaultValue("100000") @Min(1) int queueLimit) {
    private static final double SHARE_OF_THE_HEAP = 0.6;
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

    /** What a node does. */
    enum Role {
        API,
        WORKER
    }

    TrainingProperties {
        roles = Set.copyOf(roles);
        threads = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        memory = memory.toBytes() == 0
                ? DataSize.ofBytes((long) (Runtime.getRuntime().maxMemory() * SHARE_OF_THE_HEAP))
                : memory;
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new IllegalArgumentException("trainyard.lease must be at least " + SHORTEST_LEASE + ", not " + lease);
        }
    }

    boolean worker() {
        return roles.contains(Role.WORKER);
    }
}
