package dev.trainyard.training;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows the event sequences of all jobs that somebody on this node listens to, with one query for all of them however many listeners there
 * are. What this node itself commits is seen at once, what others commit within {@value #MILLIS} ms.
 */
@Component
class EventTails implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(EventTails.class);
    private static final int MILLIS = 200;
    private static final int PAGE = 500;

    private final JobEvents events;
    private final JsonMapper json;
    private final Map<String, EventTail> tails = new ConcurrentHashMap<>();
    private final Semaphore news = new Semaphore(0);
    private volatile boolean open;

    EventTails(JobEvents events, JsonMapper json) {
        this.events = events;
        this.json = json;
        events.onNews(news::release);
    }

    /** Begins to follow a job; every call is to be paired with {@link #leave}. */
    EventTail join(String job) {
        return tails.compute(job, (id, known) -> {
            EventTail tail = known == null ? tail(id) : known;
            tail.join();
            return tail;
        });
    }

    /** One that begins where the full pages end. */
    private EventTail tail(String job) {
        long last = events.last(List.of(job)).getOrDefault(job, 0L);
        EventTail tail = new EventTail(EventPages.before(last));
        tail.add(EventFrame.of(events.after(job, tail.last(), EventPages.SIZE), json));
        return tail;
    }

    void leave(String job) {
        tails.computeIfPresent(job, (id, tail) -> tail.leave() ? null : tail);
    }

    /** How many streams are open. */
    int listeners() {
        return tails.values().stream().mapToInt(EventTail::listeners).sum();
    }

    @Override
    public void start() {
        open = true;
        Thread.ofPlatform().daemon().name("events").start(this::follow);
    }

    /** Ends all streams, or they would hold up the end of the server. */
    @Override
    public void stop() {
        open = false;
        news.release();
        tails.values().forEach(EventTail::close);
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    private void follow() {
        while (open) {
            try {
                if (news.tryAcquire(MILLIS, TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
                read();
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("Could not read events: {}", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                open = false;
            }
        }
    }

    private void read() {
        Map<String, Long> last = events.last(List.copyOf(tails.keySet()));
        last.forEach((job, number) -> {
            EventTail tail = tails.get(job);
            while (tail != null && tail.last() < number) {
                tail.add(EventFrame.of(events.after(job, tail.last(), PAGE), json));
            }
        });
    }
}
