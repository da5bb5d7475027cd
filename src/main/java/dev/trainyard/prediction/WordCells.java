package dev.trainyard.prediction;

import dev.trainyard.engine.data.CategoryColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Words; numbers and booleans in JSON are the words they are written as, null is missing. */
final class WordCells implements Cells {
    private final String name;
    private final List<String> words = new ArrayList<>();
    private final Map<String, Integer> known = new HashMap<>();
    private int[] codes = new int[16];
    private int rows;

    WordCells(String name) {
        this.name = name;
    }

    @Override
    public void add(JsonParser value) throws Misfit {
        switch (value.currentToken()) {
            case VALUE_NULL -> add((String) null);
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> add(value.getString());
            case null, default -> throw Misfit.expected("a text, a number, a boolean or null", value);
        }
    }

    @Override
    public void add(@Nullable String cell) {
        if (rows == codes.length) {
            codes = Arrays.copyOf(codes, 2 * rows);
        }
        codes[rows++] = cell == null ? CategoryColumn.MISSING : known.computeIfAbsent(cell, this::enter);
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
