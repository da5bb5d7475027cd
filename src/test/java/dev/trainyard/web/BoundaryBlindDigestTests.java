package dev.trainyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundaryBlindDigestTests {
    @ParameterizedTest
    @CsvSource({
        "abc, xxabcyyabc, xxyy",
        "abc, ababc, ab",
        "abc, aabbcc, aabbcc",
        "aab, aaaab, aa",
        "abab, abaababab, abaab",
        "--, a---b, a-b",
        "abc, ab, ab",
        "abc, abc, ''",
        "'', abc, abc",
    })
    void leavesOutEveryOccurrence(String text, String stream, String rest) {
        assertThat(digest(text, stream, stream.length())).isEqualTo(digest("", rest, rest.length()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void doesNotCareHowTheStreamIsCut(long seed) {
        Random random = new Random(seed);
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            stream.append("ab-".charAt(random.nextInt(3)));
        }
        byte[] whole = digest("-ab-a", stream.toString(), stream.length());
        for (int size = 1; size < 20; size++) {
            assertThat(digest("-ab-a", stream.toString(), size)).isEqualTo(whole);
        }
        String rest = stream.toString().replace("-ab-a", "");
        assertThat(digest("", rest, 100)).isEqualTo(whole);
    }

    private static byte[] digest(String text, String stream, int size) {
        MessageDigest sha256 = Digests.sha256();
        BoundaryBlindDigest digest = new BoundaryBlindDigest(sha256, text);
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += size) {
            digest.update(bytes, from, Math.min(size, bytes.length - from));
        }
        digest.end();
        return sha256.digest();
    }
}
