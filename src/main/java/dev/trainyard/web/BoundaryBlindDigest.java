package dev.trainyard.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The SHA-256 of a stream without the occurrences of one text: of a multipart body without its boundary, which a client
 * draws anew with every try. An occurrence may be cut anywhere by the buffers that the stream comes in.
 *
 * <p>Knuth, Morris and Pratt, "Fast pattern matching in strings" (1977): on a mismatch, what is known not to begin an
 * occurrence is digested, and the rest stays the beginning of one.
 */
final class BoundaryBlindDigest {
    private final MessageDigest digest;
    private final byte[] text;
    /** For each length of a beginning of the text, the longest proper beginning that ends it. */
    private final int[] fallback;

    private int matched;

    /** @param text what is left out; empty for nothing */
    BoundaryBlindDigest(MessageDigest digest, String text) {
        this.digest = digest;
        this.text = text.getBytes(StandardCharsets.ISO_8859_1);
        this.fallback = new int[this.text.length + 1];
        for (int length = 2, end = 0; length <= this.text.length; length++) {
            byte last = this.text[length - 1];
            while (end > 0 && last != this.text[end]) {
                end = fallback[end];
            }
            end += last == this.text[end] ? 1 : 0;
            fallback[length] = end;
        }
    }

    void update(byte[] bytes, int from, int count) {
        if (text.length == 0) {
            digest.update(bytes, from, count);
            return;
        }
        int pending = from;
        for (int i = from; i < from + count; i++) {
            if (matched == 0 && bytes[i] != text[0]) {
                continue;
            }
            if (matched == 0) {
                digest.update(bytes, pending, i - pending);
            }
            advance(bytes[i]);
            pending = i + 1;
        }
        digest.update(bytes, pending, from + count - pending);
    }

    private void advance(byte next) {
        while (matched > 0 && next != text[matched]) {
            int shorter = fallback[matched];
            digest.update(text, 0, matched - shorter);
            matched = shorter;
        }
        if (next != text[matched]) {
            digest.update(next);
        } else if (++matched == text.length) {
            matched = 0;
        }
    }

    /** Digests a beginning that never became an occurrence. */
    void end() {
        digest.update(text, 0, matched);
        matched = 0;
    }
}
