package dev.trainyard.engine.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Reads plain CSV files into tables, as far as tests of the engine need it: no quotes; empty and NA are missing. */
public final class Csv {
    private Csv() {}

    /** A file of the test resources. */
    public static Table resource(String name) {
        try (InputStream stream = Csv.class.getResourceAsStream("/data/" + name)) {
            return parse(new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A file of the machine. */
    public static Table file(Path path) {
        try {
            return parse(Files.readString(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A header line, then a line per row. */
    public static Table parse(String text) {
        List<String[]> lines = text.lines().map(line -> line.split(",", -1)).toList();
        String[] names = lines.getFirst();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            int at = i;
            columns.add(column(
                    names[i], lines.stream().skip(1).map(cells -> cells[at]).toList()));
        }
        return new Table(lines.size() - 1, columns);
    }

    private static Column column(String name, List<String> cells) {
        boolean numbers = cells.stream().allMatch(cell -> missing(cell) || isNumber(cell));
        if (numbers) {
            return new NumberColumn(
                    name,
                    cells.stream()
                            .mapToDouble(cell -> missing(cell) ? Double.NaN : Double.parseDouble(cell))
                            .toArray());
        }
        List<String> words = cells.stream()
                .filter(cell -> !missing(cell))
                .distinct()
                .sorted()
                .toList();
        int[] codes = cells.stream()
                .mapToInt(cell -> missing(cell) ? CategoryColumn.MISSING : words.indexOf(cell))
                .toArray();
        return CategoryColumn.of(name, words, codes);
    }

    private static boolean missing(String cell) {
        return Arrays.asList("", "NA", "?").contains(cell);
    }

    private static boolean isNumber(String cell) {
        try {
            Double.parseDouble(cell);
            return true;
        } catch (NumberFormatException word) {
            return false;
        }
    }
}
