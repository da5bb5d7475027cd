package dev.trainyard.prediction;

import dev.trainyard.dataset.format.Cell;
import dev.trainyard.dataset.format.Rows;
import dev.trainyard.engine.data.CategoryColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Words; numbers and booleans in JSON are the words they are written as; null and what is missing in a file are missing. */
final class WordCells implements Cells {
    private static final Cell MISSING = Cell.of("");
    private static final List<String> TRUTHS = List.of("false", "true");

    private final String name;
    private final boolean truth;
    private final List<String> words = new ArrayList<>();
    private final Map<String, Integer> known = new HashMap<>();
    private int[] codes = new int[16];
    private int rows;

    /** @param truth whether true and false count in any case */
    WordCells(String name, boolean truth) {
        this.name = name;
        this.truth = truth;
    }

    @Override
    public void add(JsonParser value) throws Misfit {
        if (!value.currentToken().isScalarValue()) {
            throw Misfit.expected("a text, a number, a boolean or null", value);
        }
        add(value.currentToken() == JsonToken.VALUE_NULL ? MISSING : Cell.of(value.getString()));
    }

    @Override
    public void add(Rows file, int column) {
        add(file.cell(column));
    }

    private void add(Cell cell) {
        if (rows == codes.length) {
            codes = Arrays.copyOf(codes, 2 * rows);
        }
        codes[rows++] = cell.missing() ? CategoryColumn.MISSING : known.computeIfAbsent(word(cell), this::enter);
    }

    private String word(Cell cell) {
        return truth && cell.truth() >= 0 ? TRUTHS.get(cell.truth()) : cell.text();
    }

    private int enter(String word) {
        words.add(word);
        return words.size() - 1;
    }

    @Override
    public CategoryColumn column() {
        return CategoryColumn.of(name, words, Arrays.copyOf(codes, rows));
    }
}
