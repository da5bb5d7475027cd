package dev.trainyard.dataset.format;

import static dev.trainyard.dataset.format.Files.bytes;
import static dev.trainyard.dataset.format.Files.gzip;
import static dev.trainyard.dataset.format.Files.idx;
import static dev.trainyard.dataset.format.Files.join;
import static dev.trainyard.dataset.format.Files.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdxTests {
    private static final byte[] IMAGES = idx(new int[] {2, 1, 3}, 1, 2, 3, 4, 5, 255);
    private static final byte[] LABELS = idx(new int[] {2}, 7, 200);

    @Test
    void readsImagesWithTheirLabels() throws IOException {
        assertThat(read(IMAGES, LABELS))
                .containsExactly(List.of("image", "label"), List.of("[1, 2, 3]", "7"), List.of("[4, 5, -1]", "200"));
        assertThat(read(gzip(IMAGES), gzip(LABELS))).hasSize(3);
        assertThat(read(IMAGES, gzip(LABELS))).hasSize(3);
    }

    @Test
    void readsEitherAlone() throws IOException {
        assertThat(read(IMAGES, null)).containsExactly(List.of("image"), List.of("[1, 2, 3]"), List.of("[4, 5, -1]"));
        assertThat(read(LABELS, null)).containsExactly(List.of("label"), List.of("7"), List.of("200"));
    }

    @Test
    void readsImagesOfSeveralChannels() throws IOException {
        byte[] colored = idx(new int[] {1, 3, 1, 2}, 1, 2, 3, 4, 5, 6);
        assertThat(read(colored, null)).last().isEqualTo(List.of("[1, 2, 3, 4, 5, 6]"));
    }

    @Test
    void refusesOtherLengthsThanTheHeaderSays() {
        assertRefused(join(IMAGES, new byte[1]), null, "file", "byte 22: expected the end behind 2 items, got more");
        assertRefused(
                Arrays.copyOf(IMAGES, 20), null, "file", "byte 20: expected 22 bytes as the header says, the file");
        assertRefused(Arrays.copyOf(IMAGES, 10), null, "file", "byte 10: the file ends within the header");
        assertRefused(IMAGES, Arrays.copyOf(LABELS, 9), "labels", "byte 9: expected 10 bytes");
    }

    @Test
    void refusesLabelsThatDoNotFit() {
        assertRefused(
                IMAGES, idx(new int[] {3}, 1, 2, 3), "labels", "byte 4: expected 2 labels, one for each image, got 3");
        assertRefused(IMAGES, IMAGES, "labels", "byte 3: expected labels of 1 dimension, got 3");
        assertRefused(LABELS, IMAGES, "file", "byte 3: expected images");
        assertRefused(IMAGES, bytes("label\n1\n2\n"), "labels", "byte 0: expected the magic number");
        assertRefused(IMAGES, new byte[0], "labels", "byte 0: expected the magic number");
    }

    @Test
    void refusesImpossibleDimensions() {
        assertRefused(idx(new int[] {0, 28, 28}), null, "file", "byte 4: expected a dimension from 1");
        assertRefused(idx(new int[] {-1, 28, 28}), null, "file", "got 4294967295");
        assertRefused(idx(new int[] {1, 65_536, 65_536}), null, "file", "byte 8: one item has more than");
        assertRefused(idx(new int[] {1, 1 << 30, 1 << 30}), null, "file", "byte 8: one item has more than");
        assertRefused(idx(new int[] {1, 1, 1, 1, 1}, 1), null, "file", "byte 3: expected at most 4 dimensions, got 5");
        assertRefused(idx(new int[] {1 << 30, 1}), null, "file", "byte 4: there are more than 100000 items");
        assertRefused(idx(new int[] {100_000, 1000, 1000}), null, "file", "byte 4: the items have more than");
    }

    @Test
    void refusesOtherTypesThanBytes() {
        byte[] floats = IMAGES.clone();
        floats[2] = 0x0d;
        assertThatThrownBy(() -> read(floats, null))
                .isInstanceOfSatisfying(
                        Unreadable.class, e -> assertThat(e.reason()).isEqualTo(Unreadable.Reason.UNSUPPORTED))
                .hasMessageContaining("byte 2: only IDX of unsigned bytes");
    }

    private static void assertRefused(byte[] file, byte @Nullable [] labels, String part, String message) {
        assertThatThrownBy(() -> read(file, labels))
                .isInstanceOfSatisfying(
                        Unreadable.class, e -> assertThat(e.part()).isEqualTo(part))
                .hasMessageContaining(message);
    }
}
