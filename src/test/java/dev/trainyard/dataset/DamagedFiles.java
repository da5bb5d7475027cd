package dev.trainyard.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Good files with random damages, always the same for a seed. */
final class DamagedFiles {
    /** How every refusal begins: with the place, or with what the whole file is. */
    static final String PLACE = "(?s)((line|byte|packed byte) \\d+|This ).*";

    private DamagedFiles() {}

    static byte[] broken(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> insertLine(random, "1");
            case 1 -> insertLine(random, "1,2,3,4,5,6");
            case 2 -> insertLine(random, "1,\"2,3,4");
            case 3 -> insertLine(random, "1,\"2\"x,3,4");
            case 4 -> insertLine(random, "1,\0,3,4");
            default -> Arrays.copyOf(images(random, 5), random.nextInt(17, 40));
        };
    }

    private static byte[] insertLine(Random random, String line) {
        String[] lines = new String(csv(random), StandardCharsets.UTF_8).split("\n");
        int at = random.nextInt(1, lines.length);
        lines[at] = line;
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] damaged(Random random) {
        return damaged(random, random.nextBoolean() ? csv(random) : images(random, 5));
    }

    static byte[] damagedLabels(Random random) {
        return damaged(random, labels(5));
    }

    private static byte[] csv(Random random) {
        StringBuilder csv = new StringBuilder("alpha,beta,gamma,delta\n");
        int rows = random.nextInt(1, 30);
        for (int row = 0; row < rows; row++) {
            csv.append(random.nextInt(100))
                    .append(',')
                    .append(random.nextGaussian())
                    .append(",w");
            csv.append(random.nextInt(5)).append(random.nextBoolean() ? ",true\n" : ",\"fa\nlse\"\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] images(Random random, int count) {
        byte[] pixels = new byte[count * 6];
        random.nextBytes(pixels);
        return ByteBuffer.allocate(16 + pixels.length)
                .putInt(0x803)
                .putInt(count)
                .putInt(2)
                .putInt(3)
                .put(pixels)
                .array();
    }

    private static byte[] labels(int count) {
        return ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count).array();
    }

    private static byte[] damaged(Random random, byte[] good) {
        byte[] bytes = random.nextInt(4) == 0 ? gzip(good) : good.clone();
        for (int damages = random.nextInt(4); damages > 0; damages--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes[at] = (byte) ",;\t\"\n\r\0".charAt(random.nextInt(7));
                case 3 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                default -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(1, 5));
            }
        }
        return bytes;
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
