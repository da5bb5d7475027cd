package dev.trainyard.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java platform has, in lower-case hexadecimal. */
final class Digest {
    private final MessageDigest sha256 = create();

    void update(byte[] bytes, int length) {
        sha256.update(bytes, 0, length);
    }

    /** Takes in the characters of another digest. */
    void update(String hex) {
        sha256.update(hex.getBytes(StandardCharsets.US_ASCII));
    }

    /** The digest of all that was given; the next one begins anew. */
    String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    static String hex(byte[] bytes, int length) {
        Digest digest = new Digest();
        digest.update(bytes, length);
        return digest.hex();
    }

    private static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
