package dev.trainyard.training;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as it goes over the wire, made once for all listeners.
 *
 * @param last whether the stream ends with it
 */
record EventFrame(long sequence, String text, boolean last) {
    static List<EventFrame> of(List<JobEvent> events, JsonMapper json) {
        return events.stream().map(event -> of(event, json)).toList();
    }

    private static EventFrame of(JobEvent event, JsonMapper json) {
        String text = "id: " + event.sequence() + "\nevent: " + event.type().word() + "\ndata: "
                + json.writeValueAsString(event) + "\n\n";
        return new EventFrame(event.sequence(), text, event.last());
    }
}
