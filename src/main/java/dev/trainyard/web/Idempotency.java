package dev.trainyard.web;

import dev.trainyard.web.IdempotencyKeys.Claim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import tools.jackson.databind.json.JsonMapper;

/**
 * The {@code Idempotency-Key} of the request being answered. A filter does everything on its own: it claims the key, lets
 * one of several equal requests through, stores its answer and gives it to the others. What it cannot do is survive a
 * crash between the commit of what a request created and its answer; for that, the creating transaction calls
 * {@link #settle}.
 */
@Component
public class Idempotency {
    private final IdempotencyKeys keys;
    private final JsonMapper mapper;

    Idempotency(IdempotencyKeys keys, JsonMapper mapper) {
        this.keys = keys;
        this.mapper = mapper;
    }

    /** A request at work under its key. */
    record Call(Claim claim, DigestedRequest request) {
        static final String ATTRIBUTE = Call.class.getName();
    }

    /**
     * Stores the answer in the current transaction, so that what was created and the answer that tells of it are committed
     * together. Does nothing when the request has no key. The answer that the client gets in the end takes its place.
     *
     * @throws Problem 409 when the claim was lost to another request meanwhile; the transaction must roll back
     */
    public void settle(ResponseEntity<?> answer) {
        call().ifPresent(call -> store(call, answer, false));
    }

    /** As {@link #settle}, but this stays what repetitions are told, whatever the first client gets in the end. */
    public void settleForGood(ResponseEntity<?> answer) {
        call().ifPresent(call -> store(call, answer, true));
    }

    private void store(Call call, ResponseEntity<?> answer, boolean isFinal) {
        try {
            if (!keys.store(call.claim(), call.request().sha256(), stored(answer), isFinal)) {
                throw inUse();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StoredAnswer stored(ResponseEntity<?> answer) {
        Map<String, String> headers = new TreeMap<>();
        headers.put(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
        for (String name : StoredAnswer.KEPT) {
            @Nullable String value = answer.getHeaders().getFirst(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        String body = answer.getBody() == null ? "" : mapper.writeValueAsString(answer.getBody());
        return new StoredAnswer(answer.getStatusCode().value(), headers, body);
    }

    static Problem inUse() {
        return Problem.of(
                ProblemCode.IDEMPOTENCY_KEY_IN_USE, "Another request with this Idempotency-Key is still at work.");
    }

    private static Optional<Call> call() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        Object call = request == null ? null : request.getAttribute(Call.ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        return Optional.ofNullable((Call) call);
    }
}
