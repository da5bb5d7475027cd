package dev.trainyard.training;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * One listener's stream of server-sent events. Written by the request's own thread, which is virtual: a reader that does not read blocks it and
 * nothing else.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">the format</a>
 */
final class EventStream {
    private static final long HEARTBEAT_MILLIS = 15_000;
    private static final int PAGE = 500;

    private final JobEvents events;
    private final EventTail tail;
    private final Turnstile turnstile;
    private final OutputStream out;
    private final JsonMapper json;

    EventStream(JobEvents events, EventTail tail, Turnstile turnstile, OutputStream out, JsonMapper json) {
        this.events = events;
        this.tail = tail;
        this.turnstile = turnstile;
        this.out = out;
        this.json = json;
    }

    /** Writes every event of the job after the one numbered {@code seen}, until the last one or until the server stops. */
    void write(String job, long seen) throws IOException, InterruptedException {
        long position = seen;
        send("retry: 2000\n\n");
        while (true) {
            for (EventFrame event : next(job, position)) {
                send(event.text());
                position = event.sequence();
                if (event.last()) {
                    return;
                }
            }
            out.flush();
            if (position >= tail.last()) {
                if (!tail.await(position, HEARTBEAT_MILLIS)) {
                    return;
                }
                if (position >= tail.last()) {
                    send(":\n\n");
                }
            }
        }
    }

    private List<EventFrame> next(String job, long seen) throws InterruptedException {
        if (seen >= tail.last()) {
            return List.of();
        }
        List<EventFrame> recent = tail.after(seen);
        return recent.isEmpty() ? EventFrame.of(turnstile.pass(() -> events.after(job, seen, PAGE)), json) : recent;
    }

    private void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
