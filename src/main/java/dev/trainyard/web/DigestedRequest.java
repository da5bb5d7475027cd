package dev.trainyard.web;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * A request that digests its body while it is read. Two requests with the same digest ask for the same thing: method, path,
 * query, media type and body agree, but for the boundary of a multipart body, which differs with every try.
 */
final class DigestedRequest extends HttpServletRequestWrapper {
    private final MessageDigest digest = Digests.sha256();
    private final BoundaryBlindDigest bodyDigest;
    private @Nullable ServletInputStream body;
    private @Nullable String sha256;

    DigestedRequest(HttpServletRequest request) {
        super(request);
        MediaType type = type(request.getContentType());
        String boundary = type == null ? null : type.getParameter("boundary");
        add(request.getMethod());
        add(request.getRequestURI());
        add(request.getQueryString());
        add(type == null ? null : type.getType() + "/" + type.getSubtype());
        bodyDigest = new BoundaryBlindDigest(digest, boundary == null ? "" : boundary.replaceAll("^\"|\"$", ""));
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new WatchedInputStream(super.getInputStream()) {
                @Override
                void passed(byte[] bytes, int from, int count) {
                    bodyDigest.update(bytes, from, count);
                }
            };
        }
        return body;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    /** The digest in hexadecimal; reads what nobody has read yet. */
    String sha256() throws IOException {
        if (sha256 == null) {
            getInputStream().transferTo(OutputStream.nullOutputStream());
            bodyDigest.end();
            sha256 = HexFormat.of().formatHex(digest.digest());
        }
        return sha256;
    }

    private static @Nullable MediaType type(@Nullable String contentType) {
        try {
            return contentType == null ? null : MediaType.parseMediaType(contentType);
        } catch (InvalidMediaTypeException e) {
            return null;
        }
    }

    private void add(@Nullable String text) {
        digest.update(Objects.requireNonNullElse(text, "").getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
