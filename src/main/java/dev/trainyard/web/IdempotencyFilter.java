package dev.trainyard.web;

import dev.trainyard.web.IdempotencyKeys.Answered;
import dev.trainyard.web.IdempotencyKeys.Busy;
import dev.trainyard.web.IdempotencyKeys.Claim;
import dev.trainyard.web.IdempotencyKeys.Claimed;
import dev.trainyard.web.IdempotencyKeys.Outcome;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Does each POST with an {@code Idempotency-Key} once: of equal requests one goes through, and all get its answer, at once
 * or later. A refused request changes nothing and keeps nothing: it may be corrected and sent again under its key.
 */
@Component
@Order(Doors.ORDER + 20)
class IdempotencyFilter extends OncePerRequestFilter {
    static final String HEADER = "Idempotency-Key";
    /** A little longer than a client may wait for the end of a job. */
    private static final Wait PATIENCE = new Wait(Wait.LONGEST.plusSeconds(10));

    private final IdempotencyKeys keys;
    private final IdempotencyLeases leases;

    IdempotencyFilter(IdempotencyKeys keys, IdempotencyLeases leases) {
        this.keys = keys;
        this.leases = leases;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(HEADER);
        Object caller = request.getAttribute(Doors.attribute());
        if (key == null || caller == null || !request.getMethod().equals("POST")) {
            chain.doFilter(request, response);
            return;
        }
        DigestedRequest digested = new DigestedRequest(request);
        Tenant tenant = Doors.caller(caller).tenant();
        Outcome outcome = PATIENCE.until(() -> keys.claim(tenant, valid(key)), found -> !(found instanceof Busy));
        switch (outcome) {
            case Claimed(Claim claim) -> work(claim, digested, response, chain);
            case Answered answered -> repeat(answered, digested, response);
            case Busy() -> throw Idempotency.inUse().retryAfter(Duration.ofSeconds(1));
        }
    }

    private static String valid(String key) {
        if (!key.matches("[\\x21-\\x7e]{1,255}")) {
            String detail = "must have 1 to 255 visible ASCII characters";
            throw Problem.of(ProblemCode.INVALID_REQUEST, "The header \"" + HEADER + "\" " + detail + ".")
                    .at(HEADER, detail);
        }
        return key;
    }

    private static void repeat(Answered answered, DigestedRequest request, HttpServletResponse response)
            throws IOException {
        if (!answered.requestSha256().equals(request.sha256())) {
            throw Problem.of(
                    ProblemCode.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key has been used for another request; a new request needs a new key.");
        }
        answered.answer().send(response);
    }

    private void work(Claim claim, DigestedRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
        StoredAnswer answer = null;
        leases.hold(claim);
        try {
            request.setAttribute(Idempotency.Call.ATTRIBUTE, new Idempotency.Call(claim, request));
            chain.doFilter(request, kept);
            answer = kept.getStatus() < 400 ? StoredAnswer.of(kept, kept.getContentAsByteArray()) : null;
        } finally {
            finish(claim, request, answer);
            leases.drop(claim);
        }
        kept.copyBodyToResponse();
    }

    private void finish(Claim claim, DigestedRequest request, @Nullable StoredAnswer answer) throws IOException {
        if (answer != null && answer.isKept()) {
            keys.store(claim, request.sha256(), answer, true);
        } else {
            keys.release(claim);
        }
    }
}
