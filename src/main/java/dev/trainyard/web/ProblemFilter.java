package dev.trainyard.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The outermost filter: answers what the filters behind it throw, and sets the headers that every answer has. */
@Component
@Order(ProblemFilter.ORDER)
class ProblemFilter extends OncePerRequestFilter {
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

    /** All that a page may use comes from this server and from files of their own; nobody may frame it. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** Swagger UI writes its styles and icons into its elements. */
    private static final String SWAGGER_POLICY = "default-src 'none'; script-src 'self'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; form-action 'none'; "
            + "base-uri 'none'; frame-ancestors 'none'";

    private final Problems problems;

    ProblemFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        protect(request, response);
        try {
            chain.doFilter(request, response);
        } catch (ServletException | IOException | RuntimeException e) {
            if (ClientGone.is(e)) {
                return;
            }
            problems.answer(e, request).send(response);
            protect(request, response);
        }
    }

    /** Sets the headers that every answer has; a response that is reset needs them again. */
    static void protect(HttpServletRequest request, HttpServletResponse response) {
        boolean swagger = request.getServletPath().startsWith("/swagger-ui/");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", swagger ? SWAGGER_POLICY : POLICY);
        response.setHeader("Referrer-Policy", "no-referrer");
    }
}
