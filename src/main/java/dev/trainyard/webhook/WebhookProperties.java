package dev.trainyard.webhook;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How messages are sent.
 *
 * @param allowedHosts names or addresses that may be called by plain http, on this machine and in private networks too
 * @param timeout the longest that an attempt takes, whatever the receiver does
 * @param retries the pauses between attempts; a message is given up after the last
 * @param poll how often an idle sender looks for what is due, unasked
 * @param keep how long deliveries that have come to an end can be looked at
 * @param limit webhooks of one tenant
 */
@Validated
@ConfigurationProperties("trainyard.webhooks")
record WebhookProperties(
        @DefaultValue Set<String> allowedHosts,
        @DefaultValue("15s") Duration timeout,

        @DefaultValue({"5s", "30s", "2m", "10m", "30m", "1h", "3h", "6h", "12h"})
        List<Duration> retries,

        @DefaultValue("1s") Duration poll,
        @DefaultValue("7d") Duration keep,
        @DefaultValue("20") @Min(1) int limit) {
    WebhookProperties {
        allowedHosts = allowedHosts.stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        retries = List.copyOf(retries);
    }

    /** @param host as it stands in an address, in lower case */
    boolean allows(String host) {
        return allowedHosts.contains(host);
    }
}
