package dev.trainyard.web;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Strong entity tags. A controller answers {@code ResponseEntity.ok().eTag(Etag.of(…))}; Spring turns a GET whose
 * {@code If-None-Match} has that tag into 304 by itself.
 */
public final class Etag {
    private Etag() {}

    /** The quoted tag of a representation that changes exactly when one of these parts does. */
    public static String of(Object... parts) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            text.append(part).append('\n');
        }
        byte[] digest = Digests.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
        return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
    }

    /** Refuses with 412 when the client's {@code If-Match}, if it sent one, has not the current tag. */
    public static void requireMatch(@Nullable String ifMatch, String current) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        for (String tag : ifMatch.split(",")) {
            if (tag.strip().equals(current)) {
                return;
            }
        }
        throw Problem.of(ProblemCode.PRECONDITION_FAILED, "It has changed meanwhile; its tag is now " + current + ".");
    }
}
