package dev.trainyard.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers everything that a controller, or the search for one, throws. */
@RestControllerAdvice
class ProblemAdvice {
    private final Problems problems;

    ProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<byte[]> answer(Throwable thrown, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted() || ClientGone.is(thrown)) {
            return null;
        }
        response.reset();
        ProblemFilter.protect(request, response);
        return problems.answer(thrown, request).entity();
    }
}
