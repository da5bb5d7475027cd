package dev.trainyard.webhook;

import java.util.List;

/** What can be told. */
final class EventTypes {
    /** In the order of a job's life. */
    static final List<String> ALL =
            List.of("job.queued", "job.running", "job.paused", "job.succeeded", "job.failed", "job.cancelled");

    private EventTypes() {}
}
