package dev.trainyard.web;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;

/** Makes a problem of whatever was thrown. What is not known here is a failure of ours: logged whole, told as an id. */
@Component
class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final Ids ids;

    Problems(Ids ids) {
        this.ids = ids;
    }

    ProblemAnswer answer(Throwable thrown, HttpServletRequest request) {
        Problem problem = ThrownProblems.of(thrown);
        if (problem == null) {
            return failure(thrown, request);
        }
        if (problem.code() == ProblemCode.UNAVAILABLE || problem.code() == ProblemCode.INSUFFICIENT_STORAGE) {
            log.warn("{} {}: {}", request.getMethod(), path(request), String.valueOf(thrown));
        }
        ProblemAnswer answer = ProblemAnswer.of(problem);
        return thrown instanceof ErrorResponse known ? answer.with(allowed(known)) : answer;
    }

    /** The problem of a status that the container or a filter set without saying more. */
    ProblemAnswer answer(HttpStatusCode status, HttpServletRequest request) {
        return status.value() == 500
                ? failure(new IllegalStateException("Status 500 without a cause"), request)
                : ProblemAnswer.of(ThrownProblems.ofStatus(status), status, null);
    }

    private ProblemAnswer failure(Throwable thrown, HttpServletRequest request) {
        String id = ids.next("err");
        log.error("{} {} {}", id, request.getMethod(), path(request), thrown);
        Problem problem =
                Problem.of(ProblemCode.INTERNAL_ERROR, "The server failed. Its log has the cause under " + id + ".");
        return ProblemAnswer.of(problem, problem.code().status(), "urn:trainyard:error:" + id);
    }

    private static String path(HttpServletRequest request) {
        return Text.quoted(String.valueOf(request.getRequestURI()));
    }

    private static HttpHeaders allowed(ErrorResponse response) {
        HttpHeaders headers = new HttpHeaders();
        for (String name : new String[] {HttpHeaders.ALLOW, HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_PATCH}) {
            if (response.getHeaders().containsHeader(name)) {
                headers.put(name, response.getHeaders().getValuesAsList(name));
            }
        }
        return headers;
    }
}
