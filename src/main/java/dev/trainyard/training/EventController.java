package dev.trainyard.training;

import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import dev.trainyard.web.Tenant;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/v1/jobs/{id}/events")
class EventController {
    private static final int MOST = 1000;

    private final TrainingJobs jobs;
    private final JobEvents events;
    private final EventTails tails;
    private final Turnstile turnstile = new Turnstile();
    private final EventPages pages;

    EventController(TrainingJobs jobs, JobEvents events, EventTails tails, JsonMapper json) {
        this.jobs = jobs;
        this.events = events;
        this.tails = tails;
        this.pages = new EventPages(events, turnstile, json);
    }

    /** Events in order; unlike other lists oldest first, and paged by their number. */
    record EventPage(
            List<JobEvent> data, boolean hasMore, @Nullable String next) {}

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    EventPage list(
            Tenant tenant,
            @PathVariable String id,
            @RequestParam(defaultValue = "0") String after,
            @RequestParam(defaultValue = "100") int limit) {
        Job job = jobs.find(tenant, id);
        int most = Math.clamp(limit, 1, MOST);
        List<JobEvent> found = events.after(job.id(), number("after", after), most + 1);
        List<JobEvent> page = found.subList(0, Math.min(most, found.size()));
        boolean more = found.size() > most;
        return new EventPage(page, more, more ? String.valueOf(page.getLast().sequence()) : null);
    }

    /** Everything after the event that the client has seen last, then what comes, until the job has ended. */
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            Tenant tenant,
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(defaultValue = "0") String after,
            HttpServletResponse response)
            throws IOException {
        try {
            stream(
                    tenant,
                    id,
                    lastEventId == null ? number("after", after) : number("Last-Event-ID", lastEventId),
                    response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stream(Tenant tenant, String id, long seen, HttpServletResponse response)
            throws IOException, InterruptedException {
        Job job = turnstile.pass(() -> jobs.find(tenant, id));
        if (job.status().terminal() && seen >= job.eventSequence()) {
            // Tells an EventSource not to come back.
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        EventTail tail = turnstile.pass(() -> tails.join(id));
        try {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE + ";charset=UTF-8");
            response.setHeader("Cache-Control", "no-cache");
            response.setHeader("X-Accel-Buffering", "no");
            new EventStream(pages, tail, response.getOutputStream()).write(id, seen);
        } finally {
            tails.leave(id);
        }
    }

    private static long number(String name, String text) {
        try {
            return Math.max(0, Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, "\"" + name + "\" must be the number of an event.")
                    .at(name, "must be a whole number");
        }
    }
}
