package dev.trainyard.training;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One listener's stream of server-sent events. Written by the request's own thread, which is virtual: a reader that does not read blocks it and
 * nothing else.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">the format</a>
 */
final class EventStream {
    private static final long HEARTBEAT_MILLIS = 15_000;

    private final EventPages pages;
    private final EventTail tail;
    private final OutputStream out;

    EventStream(EventPages pages, EventTail tail, OutputStream out) {
        this.pages = pages;
        this.tail = tail;
        this.out = out;
    }

    /** Writes every event of the job after the one numbered {@code seen}, until the last one or until the server stops. */
    void write(String job, long seen) throws IOException, InterruptedException {
        long position = seen;
        send("retry: 2000\n\n");
        while (true) {
            for (EventFrame event : next(job, position)) {
                event.write(out);
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
        return recent.isEmpty() ? pages.after(job, seen) : recent;
    }

    private void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
