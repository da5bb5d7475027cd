package dev.trainyard.webhook;

import dev.trainyard.web.Ids;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Where what happened is left to be told: in the same transaction, so that it is told if and only if it happened. */
@Component
public class Outbox {
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Courier courier;
    private final Ids ids;
    private final Clock clock;
    private final JsonMapper json;

    Outbox(Webhooks webhooks, Deliveries deliveries, Courier courier, Ids ids, Clock clock, JsonMapper json) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.courier = courier;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    /**
     * Leaves a message for each of the tenant's webhooks that want this type.
     *
     * @param type such as {@code job.succeeded}
     * @param data what to tell; only asked for if somebody wants it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(String tenant, String type, Supplier<Map<String, ?>> data) {
        List<Webhook> listeners = webhooks.of(tenant).stream()
                .filter(webhook -> webhook.events().contains(type))
                .toList();
        if (listeners.isEmpty()) {
            return;
        }
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", type);
        message.put("timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        message.put("data", data.get());
        String payload = json.writeValueAsString(message);
        String event = ids.next("evt");
        listeners.forEach(webhook -> deliveries.add(webhook, event, type, payload));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                courier.wake();
            }
        });
    }
}
