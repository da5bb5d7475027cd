package dev.trainyard.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Golden numbers: lines of words, made by the script of the same name beside them. */
public final class Golden {
    private Golden() {}

    /** The words of each line of a file under {@code golden}. */
    public static List<String[]> lines(String file) {
        try (InputStream stream = Golden.class.getResourceAsStream("/dev/trainyard/golden/" + file)) {
            String text = new String(Objects.requireNonNull(stream, file).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().map(line -> line.split(" ")).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The words from {@code from} on as numbers. */
    public static double[] numbers(String[] words, int from) {
        return Arrays.stream(words).skip(from).mapToDouble(Double::parseDouble).toArray();
    }

    /** The words from {@code from} on as floats. */
    public static float[] floats(String[] words, int from) {
        float[] floats = new float[words.length - from];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = Float.parseFloat(words[from + i]);
        }
        return floats;
    }
}
