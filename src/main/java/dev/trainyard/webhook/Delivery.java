package dev.trainyard.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to a webhook as it travels.
 *
 * @param event the {@code webhook-id} of every attempt
 * @param status pending, delivered or failed
 * @param nextAttemptAt while it is pending
 * @param responseStatus of the last attempt that was answered
 * @param error of the last attempt, if it failed
 * @param payload the body
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Delivery(
        String id,
        String event,
        String type,
        String status,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable Integer responseStatus,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant deliveredAt,
        @JsonRawValue String payload) {}
