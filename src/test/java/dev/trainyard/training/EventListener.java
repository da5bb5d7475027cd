package dev.trainyard.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One listener on a job's event stream, as a browser's EventSource is one: it notes what it hears and comes back with the last id. */
final class EventListener implements Runnable {
    private static final Pattern TIME = Pattern.compile("\"time\":\"([^\"]+)\"");
    private static final Pattern LAST = Pattern.compile("\"data\":\\{\"status\":\"(succeeded|failed|cancelled)\"");
    private static final int NO_CONTENT = 204;

    private final HttpClient http;
    private final URI events;
    private final int patience;
    private final AtomicLong mark;
    private final int live;
    private final CountDownLatch joined;
    private final CountDownLatch marked;
    private final List<Long> heard = new ArrayList<>();
    private final List<Long> delays = new ArrayList<>();
    private final Instant began = Instant.now();
    private Duration behind = Duration.ZERO;
    private boolean ended;

    /**
     * A listener.
     *
     * @param patience events after which it leaves and comes back
     * @param mark number of the event after which all are up to date, as soon as it is known
     * @param live how many events after that one all are waited for
     * @param joined counted down by the first event
     * @param marked counted down by the last of the live events or a later one
     */
    EventListener(
            HttpClient http,
            URI events,
            int patience,
            AtomicLong mark,
            int live,
            CountDownLatch joined,
            CountDownLatch marked) {
        this.http = http;
        this.events = events;
        this.patience = patience;
        this.mark = mark;
        this.live = live;
        this.joined = joined;
        this.marked = marked;
    }

    /** Numbers of the events, in the order in which they came. */
    List<Long> heard() {
        return heard;
    }

    /** Milliseconds from the beginning of an event's transaction to its being heard, for what came while all listened. */
    List<Long> delays() {
        return delays;
    }

    /** From its making to its hearing the first event that is younger, having read all those before. */
    Duration behind() {
        return behind;
    }

    /** Listens until the job has ended. */
    @Override
    public void run() {
        try {
            while (!ended) {
                listen();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(events).header("Accept", "text/event-stream");
        if (!heard.isEmpty()) {
            request.header("Last-Event-ID", String.valueOf(heard.getLast()));
        }
        HttpResponse<Stream<String>> response = http.send(request.build(), BodyHandlers.ofLines());
        if (response.statusCode() == NO_CONTENT) {
            ended = true;
            return;
        }
        try (Stream<String> body = response.body()) {
            Iterator<String> lines = body.iterator();
            for (int events = 0; events < patience && lines.hasNext() && !ended; ) {
                events += hear(lines.next());
            }
        }
    }

    /** One line; 1 if it completes an event. */
    private int hear(String line) {
        if (line.startsWith("id: ")) {
            heard.add(Long.valueOf(line.substring("id: ".length())));
            return 0;
        }
        if (!line.startsWith("data: ")) {
            return 0;
        }
        Instant now = Instant.now();
        Matcher time = TIME.matcher(line);
        if (time.find()) {
            note(Instant.parse(time.group(1)), now);
        }
        ended = LAST.matcher(line).find();
        joined.countDown();
        if (heard.getLast() - live >= mark.get()) {
            marked.countDown();
        }
        return 1;
    }

    private void note(Instant happened, Instant now) {
        if (behind.isZero() && happened.isAfter(began)) {
            behind = Duration.between(began, now);
        }
        if (heard.getLast() > mark.get()) {
            delays.add(Duration.between(happened, now).toMillis());
        }
    }
}
