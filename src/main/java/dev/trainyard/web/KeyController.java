package dev.trainyard.web;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Keys: made with the admin key for any tenant, or with a key of scope {@code admin} for its own. */
@RestController
@RequestMapping("/v1/keys")
class KeyController {
    private final ApiKeys keys;
    private final Idempotency idempotency;
    private final TransactionOperations transactions;

    KeyController(ApiKeys keys, Idempotency idempotency, TransactionOperations transactions) {
        this.keys = keys;
        this.idempotency = idempotency;
        this.transactions = transactions;
    }

    /** @param key the key itself, in the answer to its making and never again */
    record KeyView(
            String id,
            String tenant,
            String name,
            Set<Scope> scopes,
            String hint,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable String key) {
        static KeyView of(ApiKey key, @Nullable String secret) {
            return new KeyView(
                    key.id(),
                    key.tenant(),
                    key.name(),
                    key.scopes(),
                    key.hint(),
                    key.createdAt(),
                    key.expiresAt(),
                    secret);
        }
    }

    /** A repetition with the same Idempotency-Key is told of the key, but the secret is shown once. */
    @PostMapping
    ResponseEntity<KeyView> make(@RequestBody KeyRequest request, Caller caller) {
        Tenant tenant = request.tenant() == null ? caller.tenant() : new Tenant(request.tenant());
        if (!caller.operator() && !tenant.equals(caller.tenant())) {
            throw Problem.of(ProblemCode.FORBIDDEN, "Keys of another tenant are made with the server's admin key.");
        }
        requireAdmin(caller);
        String name = Objects.requireNonNullElse(request.name(), "unnamed");
        return Objects.requireNonNull(transactions.execute(_ -> {
            ApiKeys.Made made = keys.make(tenant, name, new TreeSet<>(request.scopes()), request.expiresAt());
            idempotency.settleForGood(answer(KeyView.of(made.key(), null)));
            return answer(KeyView.of(made.key(), made.secret()));
        }));
    }

    @GetMapping
    Page<KeyView> list(@RequestParam(required = false) @Nullable String tenant, Cursor cursor, Caller caller) {
        requireAdmin(caller);
        String wanted = caller.operator() ? tenant : caller.tenant().id();
        return Page.of(keys.list(wanted, cursor), cursor, ApiKey::id).map(key -> KeyView.of(key, null));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, Caller caller) {
        requireAdmin(caller);
        if (!keys.delete(caller.operator() ? null : caller.tenant().id(), id)) {
            throw Problem.notFound("key", id);
        }
    }

    private static ResponseEntity<KeyView> answer(KeyView view) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(view);
    }

    private static void requireAdmin(Caller caller) {
        if (!caller.scopes().contains(Scope.ADMIN)) {
            throw Problem.of(
                    ProblemCode.FORBIDDEN, "Keys are managed with the server's admin key, or a key of scope admin.");
        }
    }
}
