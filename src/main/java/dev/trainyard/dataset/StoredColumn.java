package dev.trainyard.dataset;

import dev.trainyard.engine.tensor.Shape;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one column is kept in a {@link TableFile}. */
sealed interface StoredColumn {
    String name();

    /** Bytes of one row's value. */
    int width();

    /** @param width 8 for doubles, NaN being missing; 1, 2 or 4 for whole numbers, the smallest being missing */
    record Numbers(String name, int width) implements StoredColumn {}

    /** @param width 1, 2 or 4 for codes, the smallest number being missing; 0 for text that is not kept */
    record Coded(String name, int width, List<String> words, boolean text) implements StoredColumn {}

    record Bytes(String name, Shape shape) implements StoredColumn {
        @Override
        public int width() {
            return Math.toIntExact(shape.size());
        }
    }

    static StoredColumn of(ColumnProfile profile, @Nullable List<String> words) {
        return switch (profile.type()) {
            case NUMBER, TIMESTAMP -> new Numbers(profile.name(), Double.BYTES);
            case INTEGER -> new Numbers(profile.name(), wholeWidth(profile));
            case BOOLEAN, CATEGORY, TEXT -> {
                boolean text = profile.type() == ColumnType.TEXT;
                yield words == null
                        ? new Coded(profile.name(), 0, List.of(), text)
                        : new Coded(profile.name(), width(0, words.size()), words, text);
            }
            case TENSOR -> new Bytes(profile.name(), new Shape(shape(profile)));
        };
    }

    /** What stands for a missing value among whole numbers of this width. */
    static int missing(int width) {
        return width == Integer.BYTES ? Integer.MIN_VALUE : -1 << (Byte.SIZE * width - 1);
    }

    private static List<Integer> shape(ColumnProfile profile) {
        return profile.shape() == null ? List.of() : profile.shape();
    }

    private static int wholeWidth(ColumnProfile profile) {
        Double min = profile.min();
        Double max = profile.max();
        return min == null || max == null ? 1 : width(min, max);
    }

    private static int width(double min, double max) {
        for (int width = 1; width <= Integer.BYTES; width *= 2) {
            if (min > missing(width) && max < -(double) missing(width)) {
                return width;
            }
        }
        return Double.BYTES;
    }

    default void write(DataOutputStream output) throws IOException {
        switch (this) {
            case Numbers(String name, int width) -> {
                output.writeByte('n');
                write(output, name);
                output.writeByte(width);
            }
            case Coded(String name, int width, List<String> words, boolean text) -> {
                output.writeByte(text ? 't' : 'c');
                write(output, name);
                output.writeByte(width);
                output.writeInt(words.size());
                for (String word : words) {
                    write(output, word);
                }
            }
            case Bytes(String name, Shape shape) -> {
                output.writeByte('b');
                write(output, name);
                output.writeByte(shape.rank());
                for (int dim : shape.dims()) {
                    output.writeInt(dim);
                }
            }
        }
    }

    static StoredColumn read(DataInputStream input) throws IOException {
        int kind = input.readByte();
        String name = readText(input);
        return switch (kind) {
            case 'n' -> new Numbers(name, input.readByte());
            case 't', 'c' -> new Coded(name, input.readByte(), readWords(input), kind == 't');
            case 'b' -> new Bytes(name, readShape(input));
            default -> throw new IOException("a stored column of the unknown kind " + kind);
        };
    }

    private static List<String> readWords(DataInputStream input) throws IOException {
        int count = input.readInt();
        List<String> words = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            words.add(readText(input));
        }
        return words;
    }

    private static Shape readShape(DataInputStream input) throws IOException {
        int rank = input.readByte();
        List<Integer> dims = new ArrayList<>(rank);
        for (int i = 0; i < rank; i++) {
            dims.add(input.readInt());
        }
        return new Shape(dims);
    }

    private static void write(DataOutputStream output, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        output.writeInt(utf8.length);
        output.write(utf8);
    }

    private static String readText(DataInputStream input) throws IOException {
        return new String(input.readNBytes(input.readInt()), StandardCharsets.UTF_8);
    }
}
