package dev.trainyard.prediction;

import dev.trainyard.engine.data.NumberColumn;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Dates and times as texts, kept as seconds since 1970; null is missing. */
final class TimeCells implements Cells {
    private final NumberCells seconds;

    TimeCells(String name) {
        this.seconds = new NumberCells(name);
    }

    @Override
    public void add(JsonParser value) throws Misfit {
        switch (value.currentToken()) {
            case VALUE_NULL -> seconds.add((String) null);
            case VALUE_STRING -> add(value.getString());
            case null, default -> throw Misfit.expected("a date or time as ISO 8601 or null", value);
        }
    }

    @Override
    public void add(@Nullable String cell) throws Misfit {
        seconds.add(cell);
    }

    @Override
    public NumberColumn column() {
        return seconds.column();
    }
}
