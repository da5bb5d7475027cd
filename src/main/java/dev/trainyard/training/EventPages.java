package dev.trainyard.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Full pages of past events, each read and written out once for all who come to listen: events never change, so neither does
 * a page that is full. The {@value #MOST} that were asked for last are kept.
 */
final class EventPages {
    /** Events of a page: the first one has those numbered 1 to {@value}. */
    static final int SIZE = 100;

    private static final int MOST = 64;

    private final JobEvents events;
    private final Turnstile turnstile;
    private final JsonMapper json;
    private final Map<Key, CompletableFuture<List<EventFrame>>> pages =
            new LinkedHashMap<>(2 * MOST, 0.75f, /* accessOrder= */ true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, CompletableFuture<List<EventFrame>>> eldest) {
                    return size() > MOST;
                }
            };

    EventPages(JobEvents events, Turnstile turnstile, JsonMapper json) {
        this.events = events;
        this.turnstile = turnstile;
        this.json = json;
    }

    private record Key(String job, long before) {}

    /** How many events are on the full pages before the one numbered {@code number + 1}. */
    static long before(long number) {
        return number / SIZE * SIZE;
    }

    /** What comes after the event numbered {@code seen} on its page, which must be full. */
    List<EventFrame> after(String job, long seen) throws InterruptedException {
        return page(new Key(job, before(seen))).stream()
                .filter(event -> event.sequence() > seen)
                .toList();
    }

    private List<EventFrame> page(Key key) throws InterruptedException {
        var mine = new CompletableFuture<List<EventFrame>>();
        CompletableFuture<List<EventFrame>> known;
        synchronized (pages) {
            known = pages.putIfAbsent(key, mine);
        }
        if (known == null) {
            read(key, mine);
            known = mine;
        }
        try {
            return known.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private void read(Key key, CompletableFuture<List<EventFrame>> page) throws InterruptedException {
        try {
            page.complete(EventFrame.of(turnstile.pass(() -> events.after(key.job(), key.before(), SIZE)), json));
        } catch (RuntimeException | InterruptedException e) {
            forget(key);
            page.completeExceptionally(e);
            throw e;
        }
    }

    private void forget(Key key) {
        synchronized (pages) {
            pages.remove(key);
        }
    }
}
