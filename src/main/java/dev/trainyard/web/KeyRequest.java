package dev.trainyard.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/keys}.
 *
 * @param tenant whose key it is, made by being named; left out, the caller's own
 * @param name what people call it
 */
record KeyRequest(
        @Nullable String tenant,
        @Nullable String name,
        List<Scope> scopes,
        @Nullable Instant expiresAt) {
    private static final int LONGEST_NAME = 100;

    KeyRequest {
        if (tenant != null && !Tenant.isName(tenant)) {
            throw invalid("/tenant", "must be " + Tenant.NAMES);
        }
        if (name != null && (name.isBlank() || name.length() > LONGEST_NAME)) {
            throw invalid("/name", "must have 1 to " + LONGEST_NAME + " characters");
        }
        if (scopes.isEmpty()) {
            throw invalid("/scopes", "must name at least one of read, submit, predict, admin");
        }
    }

    private static Problem invalid(String pointer, String detail) {
        return Problem.of(ProblemCode.INVALID_VALUE, pointer + ": " + detail).at(pointer, detail);
    }
}
