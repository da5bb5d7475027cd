package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.ApplicationContract;
import dev.trainyard.RestCalls;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Many listeners on one running job. {@code -Dtrainyard.test.listeners=1000 -Dtrainyard.test.past.events=1000
 * -Dtrainyard.test.live.events=500} makes it a load test; how long events took is reported, not asserted.
 */
@ApplicationContract
abstract class ListenersContract {
    private static final int LISTENERS = Integer.getInteger("trainyard.test.listeners", 60);
    private static final int LIVE_EVENTS = Integer.getInteger("trainyard.test.live.events", 12);
    private static final int PAST_EVENTS = Integer.getInteger("trainyard.test.past.events", 12);
    private static final int FEW = 5;
    private static final int MINUTES = 5;
    private static final int UNAVAILABLE = 503;

    @LocalServerPort
    int port;

    RestCalls calls;

    @BeforeEach
    void connect() {
        calls = new RestCalls(URI.create("http://127.0.0.1:" + port));
    }

    @Test
    void allHearEveryEventOfARunningJobOnceAndInOrder(TestReporter reporter) throws Exception {
        report(reporter, "listened", listen(number -> Integer.MAX_VALUE));
    }

    @Test
    void listenersThatComeBackWithTheirLastEventIdLoseNothing(TestReporter reporter) throws Exception {
        report(reporter, "came back", listen(number -> 1 + number % FEW));
    }

    /** Has all listen to a job until each has heard so many live events, ends the job, and compares what they heard with what there is. */
    private List<EventListener> listen(IntUnaryOperator patience) throws Exception {
        String job = submit();
        awaitPast(job);
        URI events = URI.create("http://127.0.0.1:" + port + "/v1/jobs/" + job + "/events");
        var mark = new AtomicLong(Long.MAX_VALUE);
        var joined = new CountDownLatch(LISTENERS);
        var marked = new CountDownLatch(LISTENERS);
        List<EventListener> listeners = new ArrayList<>();
        List<Future<?>> ends = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < LISTENERS; number++) {
                var listener =
                        new EventListener(http, events, patience.applyAsInt(number), mark, LIVE_EVENTS, joined, marked);
                listeners.add(listener);
                ends.add(threads.submit(listener));
            }
            assertThat(joined.await(MINUTES, TimeUnit.MINUTES)).isTrue();
            // By then they have read what was there before them.
            mark.set(numbers(job).getLast() + LIVE_EVENTS);
            assertThat(marked.await(MINUTES, TimeUnit.MINUTES)).isTrue();
            String path = "/v1/jobs/" + job;
            assertThat(insist(() -> calls.get(path)).get("status").stringValue())
                    .isEqualTo("running");
            insist(() -> calls.post(path + "/cancel", ""));
            for (Future<?> end : ends) {
                end.get(MINUTES, TimeUnit.MINUTES);
            }
        }
        List<Long> all = numbers(job);
        assertThat(all).startsWith(1L).hasSize(all.getLast().intValue());
        assertThat(listeners).extracting(EventListener::heard).containsOnly(all);
        return listeners;
    }

    private String submit() {
        String dataset = calls.upload(Flowers.csv(1500));
        return calls.submit("""
            {"dataset": "%s", "target": "kind", "epochs": 30000, "batch_size": 1, "early_stopping": false, "threads": 1,
             "validation": {"split": 0.1}, "optimizer": {"type": "sgd", "learning_rate": 0.001}}\
            """.formatted(dataset));
    }

    /** Until the job has events to catch up with. */
    private void awaitPast(String job) {
        String path = "/v1/jobs/" + job + "/events?limit=1&after=" + (PAST_EVENTS - 1);
        for (boolean there = false; !there; ) {
            there = !insist(() -> calls.get(path)).get("data").isEmpty();
        }
    }

    /** The numbers of all events of a job, as the list of them has them. */
    private List<Long> numbers(String job) {
        List<Long> numbers = new ArrayList<>();
        JsonNode page;
        do {
            long after = numbers.isEmpty() ? 0 : numbers.getLast();
            page = insist(() -> calls.get("/v1/jobs/" + job + "/events?limit=1000&after=" + after));
            page.get("data").forEach(event -> numbers.add(event.get("sequence").longValue()));
        } while (page.get("has_more").booleanValue());
        return numbers;
    }

    /** Asks again for as long as the server says that it has too much to do just now, as its clients should. */
    private static JsonNode insist(Supplier<RestCalls.Answer> request) {
        RestCalls.Answer answer = request.get();
        while (answer.status() == UNAVAILABLE) {
            answer = request.get();
        }
        return answer.ok();
    }

    private static void report(TestReporter reporter, String how, List<EventListener> listeners) {
        List<Long> delays = listeners.stream()
                .flatMap(listener -> listener.delays().stream())
                .sorted()
                .toList();
        List<Long> behind = listeners.stream()
                .map(listener -> listener.behind().toMillis())
                .sorted()
                .toList();
        reporter.publishEntry(Map.of(
                "listeners that " + how,
                String.valueOf(listeners.size()),
                "events heard live",
                String.valueOf(delays.size()),
                "p50 ms",
                String.valueOf(delays.get(delays.size() / 2)),
                "p99 ms",
                String.valueOf(delays.get(delays.size() * 99 / 100)),
                "longest ms",
                String.valueOf(delays.getLast()),
                "caught up after ms, median",
                String.valueOf(behind.get(behind.size() / 2)),
                "caught up after ms, last",
                String.valueOf(behind.getLast())));
    }
}
