package dev.trainyard.training;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** An event as it goes over the wire, written out once for all listeners. */
final class EventFrame {
    private final long sequence;
    private final boolean last;
    private final byte[] bytes;

    private EventFrame(JobEvent event, JsonMapper json) {
        this.sequence = event.sequence();
        this.last = event.last();
        this.bytes = """
            id: %d
            event: %s
            data: %s

            """.formatted(sequence, event.type().word(), json.writeValueAsString(event))
                .getBytes(StandardCharsets.UTF_8);
    }

    static List<EventFrame> of(List<JobEvent> events, JsonMapper json) {
        return events.stream().map(event -> new EventFrame(event, json)).toList();
    }

    long sequence() {
        return sequence;
    }

    /** Whether the stream ends with it. */
    boolean last() {
        return last;
    }

    void write(OutputStream out) throws IOException {
        out.write(bytes);
    }
}
