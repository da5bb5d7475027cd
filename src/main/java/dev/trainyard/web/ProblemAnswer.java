package dev.trainyard.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * A problem ready to be sent, by a controller's advice or straight into a response.
 *
 * @param headers what the status asks for beside the body: Allow, Accept, Retry-After, WWW-Authenticate
 */
record ProblemAnswer(HttpStatusCode status, HttpHeaders headers, Body body) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * The members of RFC 9457, and two of ours.
     *
     * @param instance names this one occurrence in the log; only for failures of our own
     * @param code stable, for programs
     * @param errors the places in the input; null if the request as a whole is meant
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(
            String type,
            String title,
            int status,
            String detail,
            @Nullable String instance,
            String code,
            @Nullable List<Problem.Place> errors) {}

    static ProblemAnswer of(Problem problem) {
        return of(problem, problem.code().status(), null);
    }

    static ProblemAnswer of(Problem problem, HttpStatusCode status, @Nullable String instance) {
        ProblemCode code = problem.code();
        List<Problem.Place> places = problem.places();
        HttpHeaders headers = new HttpHeaders();
        problem.retryAfter()
                .ifPresent(time -> headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, time.toSeconds()))));
        if (code == ProblemCode.UNAUTHORIZED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"trainyard\"");
        }
        Body body = new Body(
                "urn:trainyard:problem:" + code.code(),
                code.title(),
                status.value(),
                problem.detail(),
                instance,
                code.code(),
                places.isEmpty() ? null : places);
        return new ProblemAnswer(status, headers, body);
    }

    /** The same answer with the headers that a framework's exception brings: what is allowed, what is accepted. */
    ProblemAnswer with(HttpHeaders more) {
        HttpHeaders all = new HttpHeaders();
        all.putAll(headers);
        all.putAll(more);
        return new ProblemAnswer(status, all, body);
    }

    byte[] bytes() {
        return MAPPER.writeValueAsBytes(body);
    }

    ResponseEntity<byte[]> entity() {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(bytes());
    }

    /** Sends it, unless the response has already begun. */
    void send(HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.reset();
        response.setStatus(status.value());
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        byte[] bytes = bytes();
        response.setContentLength(bytes.length);
        Objects.requireNonNull(response.getOutputStream()).write(bytes);
    }
}
