package dev.trainyard.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartException;

/**
 * A request that digests its body while it is read. Two requests with the same digest ask for the same thing: method, path,
 * query, media type and body agree; of a multipart body its parts, for the boundary differs with every try.
 */
final class DigestedRequest extends HttpServletRequestWrapper {
    private final MessageDigest digest = Digests.sha256();
    private @Nullable ServletInputStream body;
    private @Nullable String sha256;

    DigestedRequest(HttpServletRequest request) {
        super(request);
        add(request.getMethod());
        add(request.getRequestURI());
        add(request.getQueryString());
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new WatchedInputStream(super.getInputStream()) {
                @Override
                void passed(byte[] bytes, int from, int count) {
                    digest.update(bytes, from, count);
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
            if (isMultipart()) {
                addParts();
            } else {
                getInputStream().transferTo(OutputStream.nullOutputStream());
            }
            sha256 = HexFormat.of().formatHex(digest.digest());
        }
        return sha256;
    }

    private boolean isMultipart() {
        String type = getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private void addParts() throws IOException {
        try {
            for (Part part : getParts()) {
                add(part.getName());
                add(part.getSubmittedFileName());
                add(part.getContentType());
                add(String.valueOf(part.getSize()));
                try (InputStream content = new DigestInputStream(part.getInputStream(), digest)) {
                    content.transferTo(OutputStream.nullOutputStream());
                }
            }
        } catch (ServletException | IllegalStateException e) {
            throw new MultipartException("The parts could not be read", e);
        }
    }

    private void add(@Nullable String text) {
        digest.update(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
