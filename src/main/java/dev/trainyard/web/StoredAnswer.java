package dev.trainyard.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;

/**
 * An answer as it is kept for repetitions of its request.
 *
 * @param headers those of {@link #KEPT} that it had
 */
record StoredAnswer(int status, Map<String, String> headers, String body) {
    /** The headers that belong to the answer, and not to the moment of giving it. */
    static final List<String> KEPT =
            List.of(HttpHeaders.LOCATION, HttpHeaders.CONTENT_TYPE, HttpHeaders.ETAG, HttpHeaders.CACHE_CONTROL);

    private static final int LONGEST = 1_000_000;

    /** What has been written to a response. */
    static StoredAnswer of(HttpServletResponse response, byte[] body) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : KEPT) {
            String value = response.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        if (response.getContentType() != null) {
            headers.put(HttpHeaders.CONTENT_TYPE, response.getContentType());
        }
        return new StoredAnswer(response.getStatus(), headers, new String(body, StandardCharsets.UTF_8));
    }

    /** False for what is too long to keep: such a request is simply done again. */
    boolean isKept() {
        return body.length() <= LONGEST;
    }

    void send(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        headers.forEach(response::setHeader);
        response.setHeader("Idempotent-Replayed", "true");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
