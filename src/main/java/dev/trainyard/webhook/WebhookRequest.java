package dev.trainyard.webhook;

import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/webhooks}.
 *
 * @param events the types to be told of; left out, all
 */
record WebhookRequest(String url, @Nullable List<String> events) {
    WebhookRequest {
        List<Problem.Place> places = new ArrayList<>();
        if (events != null && events.isEmpty()) {
            places.add(new Problem.Place("/events", "must name at least one of " + String.join(", ", EventTypes.ALL)));
        }
        for (int i = 0; events != null && i < events.size(); i++) {
            if (!EventTypes.ALL.contains(events.get(i))) {
                places.add(new Problem.Place("/events/" + i, "must be one of " + String.join(", ", EventTypes.ALL)));
            }
        }
        if (!places.isEmpty()) {
            throw Problem.of(ProblemCode.INVALID_VALUE, places);
        }
    }

    /** The types, each once, in their own order. */
    List<String> types() {
        List<String> wanted = events == null ? EventTypes.ALL : events;
        return EventTypes.ALL.stream().filter(wanted::contains).toList();
    }
}
