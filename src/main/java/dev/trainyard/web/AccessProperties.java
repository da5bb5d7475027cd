package dev.trainyard.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may enter.
 *
 * @param adminKey the operator's key, at least 16 characters; needed to listen on any address but loopback
 */
@ConfigurationProperties("trainyard")
record AccessProperties(@Nullable String adminKey) {
    private static final int SHORTEST = 16;

    AccessProperties {
        if (adminKey != null && adminKey.isBlank()) {
            adminKey = null;
        }
        if (adminKey != null && adminKey.length() < SHORTEST) {
            throw new IllegalArgumentException("trainyard.admin-key must have at least " + SHORTEST + " characters");
        }
    }

    Optional<String> admin() {
        return Optional.ofNullable(adminKey);
    }

    /** Says whether there is a key, never which. */
    @Override
    public String toString() {
        return "AccessProperties[adminKey=" + (adminKey == null ? "none" : "set") + "]";
    }
}
