package dev.trainyard.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it travels.
 *
 * @param secret signs the messages; in the answer to its making, and never again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WebhookView(
        String id,
        String url,
        List<String> events,
        Instant createdAt,
        @Nullable String secret) {
    static WebhookView of(Webhook webhook, @Nullable String secret) {
        return new WebhookView(webhook.id(), webhook.url(), webhook.events(), webhook.createdAt(), secret);
    }
}
