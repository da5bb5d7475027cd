package dev.trainyard.web;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key as it can be shown: everything but the key.
 *
 * @param hint how the key begins
 */
record ApiKey(
        String id,
        String tenant,
        String name,
        Set<Scope> scopes,
        String hint,
        Instant createdAt,
        @Nullable Instant expiresAt) {
    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    Caller caller() {
        return new Caller(new Tenant(tenant), scopes, false);
    }
}
