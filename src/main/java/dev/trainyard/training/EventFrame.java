package dev.trainyard.training;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as it goes over the wire, made once for all listeners.
 *
 * @param last whether the stream ends with it
 */
record EventFrame(long sequence, byte[] text, boolean last) {
    static EventFrame of(JobEvent event, JsonMapper json) {
        String text = "id: " + event.sequence() + "\nevent: " + event.type().word() + "\ndata: "
                + json.writeValueAsString(event) + "\n\n";
        return new EventFrame(event.sequence(), text.getBytes(StandardCharsets.UTF_8), event.last());
    }
}
