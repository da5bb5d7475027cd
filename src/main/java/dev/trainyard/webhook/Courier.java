package dev.trainyard.webhook;

import dev.trainyard.webhook.Deliveries.Due;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Sends what is due: a few messages at once, and one at a time to each webhook, so that a receiver that does not answer holds up its own
 * messages only. Every node has one.
 */
@Component
class Courier implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int AT_ONCE = 16;
    private static final Duration SWEEP = Duration.ofHours(1);

    private final Deliveries deliveries;
    private final Receiver receiver;
    private final WebhookProperties properties;
    private final Clock clock;
    private final Semaphore news = new Semaphore(0);
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final HttpSender sender = new HttpSender((SSLSocketFactory) SSLSocketFactory.getDefault());
    private volatile boolean open;
    private long nextSweep = System.nanoTime();

    Courier(Deliveries deliveries, Receiver receiver, WebhookProperties properties, Clock clock) {
        this.deliveries = deliveries;
        this.receiver = receiver;
        this.properties = properties;
        this.clock = clock;
    }

    /** Look now: something has come. */
    void wake() {
        news.release();
    }

    @Override
    public void start() {
        open = true;
        Thread.ofPlatform().daemon().name("webhooks").start(this::work);
    }

    /** What is on its way has a moment to arrive; else it is sent again. */
    @Override
    public void stop() {
        open = false;
        wake();
        try {
            if (free.tryAcquire(AT_ONCE, 5, TimeUnit.SECONDS)) {
                free.release(AT_ONCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sender.close();
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    private void work() {
        while (open) {
            try {
                sweep();
                if (!dispatch()) {
                    rest();
                }
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("Could not look for messages to send: {}", e.getMessage());
                rest();
            }
        }
    }

    private void sweep() {
        if (System.nanoTime() - nextSweep >= 0) {
            deliveries.sweep(properties.keep());
            nextSweep = System.nanoTime() + SWEEP.toNanos();
        }
    }

    /** Sends what can be sent now; false if that is nothing. */
    private boolean dispatch() {
        boolean sent = false;
        for (Due due : deliveries.due(List.copyOf(busy), 2 * AT_ONCE)) {
            if (!busy.contains(due.webhookId()) && free.tryAcquire()) {
                busy.add(due.webhookId());
                Thread.ofVirtual().name("webhook-" + due.webhookId()).start(() -> deliver(due));
                sent = true;
            }
        }
        return sent;
    }

    private void deliver(Due due) {
        try {
            if (deliveries.take(due, properties.timeout().multipliedBy(3))) {
                attempt(due);
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("Could not note what became of {}: {}", due.id(), e.getMessage());
        } finally {
            busy.remove(due.webhookId());
            free.release();
            wake();
        }
    }

    private void attempt(Due due) {
        try {
            URI uri = URI.create(due.url());
            byte[] body = due.payload().getBytes(StandardCharsets.UTF_8);
            int status = sender.post(uri, receiver.addresses(uri), headers(due), body, properties.timeout());
            if (status / 100 == 2) {
                deliveries.delivered(due, status);
            } else {
                tryLater(due, status, "the receiver answered with status " + status);
            }
        } catch (IOException | Receiver.Refused e) {
            tryLater(due, null, String.valueOf(e.getMessage()));
        }
    }

    private Map<String, String> headers(Due due) {
        long now = clock.instant().getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Trainyard");
        headers.put("webhook-id", due.eventId());
        headers.put("webhook-timestamp", String.valueOf(now));
        headers.put("webhook-signature", Signature.of(due.secret(), due.eventId(), now, due.payload()));
        return headers;
    }

    private void tryLater(Due due, @Nullable Integer status, String reason) {
        String error = reason.substring(0, Math.min(reason.length(), 500));
        if (due.attempts() < properties.retries().size()) {
            Duration pause = properties.retries().get(due.attempts());
            // Messages that failed together do not all come back together.
            long jitter = ThreadLocalRandom.current().nextLong(pause.toMillis() / 10 + 1);
            deliveries.retry(due, status, error, pause.plusMillis(jitter));
        } else {
            deliveries.failed(due, status, error);
        }
    }

    private void rest() {
        try {
            if (news.tryAcquire(properties.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            open = false;
        }
    }
}
