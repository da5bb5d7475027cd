package dev.trainyard.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WebhookPropertiesTests {
    @Test
    void callsPublicAddressesOnlyAndTriesForAboutADay() {
        WebhookProperties defaults = bound(Map.of());
        assertThat(defaults.allowedHosts()).isEmpty();
        assertThat(defaults.timeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(defaults.retries().getFirst()).isEqualTo(Duration.ofSeconds(5));
        assertThat(defaults.retries().stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofHours(20), Duration.ofHours(28));
        assertThat(defaults.poll()).isEqualTo(Duration.ofSeconds(1));
        assertThat(defaults.keep()).isEqualTo(Duration.ofDays(7));
        assertThat(defaults.limit()).isEqualTo(20);
    }

    @Test
    void readsEveryProperty() {
        WebhookProperties properties = bound(Map.of(
                "trainyard.webhooks.allowed-hosts", "Hooks.Internal,10.0.0.1",
                "trainyard.webhooks.timeout", "3s",
                "trainyard.webhooks.retries", "1s,2s",
                "trainyard.webhooks.poll", "4s",
                "trainyard.webhooks.keep", "5d",
                "trainyard.webhooks.limit", "6"));
        assertThat(properties)
                .isEqualTo(new WebhookProperties(
                        Set.of("hooks.internal", "10.0.0.1"),
                        Duration.ofSeconds(3),
                        List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)),
                        Duration.ofSeconds(4),
                        Duration.ofDays(5),
                        6));
    }

    private static WebhookProperties bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("trainyard.webhooks", WebhookProperties.class);
    }
}
