package dev.trainyard.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses documents over {@value #MOST_BYTES} bytes, whether announced or found out while reading. Uploads are no documents:
 * whoever reads them as a stream limits them.
 */
@Component
@Order(Doors.ORDER + 10)
class BodyLimit extends OncePerRequestFilter {
    static final int MOST_BYTES = 1 << 20;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isDocument(request.getContentType())) {
            chain.doFilter(request, response);
            return;
        }
        if (request.getContentLengthLong() > MOST_BYTES) {
            throw tooLarge();
        }
        chain.doFilter(new Limited(request), response);
    }

    private static boolean isDocument(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        String type = contentType.toLowerCase(Locale.ROOT);
        return type.contains("json") || type.startsWith("application/x-www-form-urlencoded");
    }

    private static Problem tooLarge() {
        return Problem.of(ProblemCode.TOO_LARGE, "A JSON body may have at most " + MOST_BYTES + " bytes.");
    }

    private static final class Limited extends HttpServletRequestWrapper {
        Limited(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new WatchedInputStream(super.getInputStream()) {
                private long left = MOST_BYTES;

                @Override
                void passed(byte[] bytes, int from, int count) {
                    left -= count;
                    if (left < 0) {
                        throw tooLarge();
                    }
                }
            };
        }
    }
}
