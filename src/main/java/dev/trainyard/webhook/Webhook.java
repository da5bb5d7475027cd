package dev.trainyard.webhook;

import java.time.Instant;
import java.util.List;

/**
 * Somebody who wants to be told.
 *
 * @param events the types that are told
 */
record Webhook(String id, String tenant, String url, List<String> events, Instant createdAt) {}
