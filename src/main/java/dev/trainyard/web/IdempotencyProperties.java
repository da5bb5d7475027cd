package dev.trainyard.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How requests with an Idempotency-Key are kept apart.
 *
 * @param lease how long a request that its process no longer tells of holds its key, by the database's clock
 */
@ConfigurationProperties("trainyard.idempotency")
record IdempotencyProperties(@DefaultValue("20s") Duration lease) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    IdempotencyProperties {
        if (lease.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "trainyard.idempotency.lease must be at least " + SHORTEST + ", not " + lease);
        }
    }

    Duration renewal() {
        return lease.dividedBy(4);
    }
}
