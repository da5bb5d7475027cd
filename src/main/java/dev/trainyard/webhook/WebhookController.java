package dev.trainyard.webhook;

import dev.trainyard.web.Cursor;
import dev.trainyard.web.Idempotency;
import dev.trainyard.web.Page;
import dev.trainyard.web.Tenant;
import java.net.URI;
import java.util.Objects;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who is told of a tenant's jobs, and what became of the telling. */
@RestController
@RequestMapping("/v1/webhooks")
class WebhookController {
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Receiver receiver;
    private final Idempotency idempotency;
    private final TransactionOperations transactions;

    WebhookController(
            Webhooks webhooks,
            Deliveries deliveries,
            Receiver receiver,
            Idempotency idempotency,
            TransactionOperations transactions) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.receiver = receiver;
        this.idempotency = idempotency;
        this.transactions = transactions;
    }

    /** A repetition with the same Idempotency-Key is told of the webhook, but the secret is shown once. */
    @PostMapping
    ResponseEntity<WebhookView> make(Tenant tenant, @RequestBody WebhookRequest request) {
        String url = receiver.checked(request.url()).toASCIIString();
        String secret = Signature.newSecret();
        return Objects.requireNonNull(transactions.execute(_ -> {
            Webhook webhook = webhooks.add(tenant, url, request.types(), secret);
            idempotency.settleForGood(answer(webhook, null));
            return answer(webhook, secret);
        }));
    }

    @GetMapping
    Page<WebhookView> list(Tenant tenant, Cursor cursor) {
        return Page.of(webhooks.list(tenant, cursor), cursor, Webhook::id)
                .map(webhook -> WebhookView.of(webhook, null));
    }

    @GetMapping("/{id}")
    WebhookView get(Tenant tenant, @PathVariable String id) {
        return WebhookView.of(webhooks.find(tenant, id), null);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Tenant tenant, @PathVariable String id) {
        webhooks.delete(tenant, id);
    }

    /** Newest first. */
    @GetMapping("/{id}/deliveries")
    Page<Delivery> deliveries(Tenant tenant, @PathVariable String id, Cursor cursor) {
        return Page.of(deliveries.list(webhooks.find(tenant, id), cursor), cursor, Delivery::id);
    }

    private static ResponseEntity<WebhookView> answer(Webhook webhook, @Nullable String secret) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .location(URI.create("/v1/webhooks/" + webhook.id()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(WebhookView.of(webhook, secret));
    }
}
