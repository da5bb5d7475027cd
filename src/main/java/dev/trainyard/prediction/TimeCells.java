package dev.trainyard.prediction;

import dev.trainyard.dataset.format.Cell;
import dev.trainyard.dataset.format.Rows;
import dev.trainyard.engine.data.NumberColumn;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Dates and times as texts, kept as seconds since 1970; null is missing. */
final class TimeCells implements Cells {
    private static final String EXPECTED = "a date or time as in ISO 8601, or null";

    private final NumberCells seconds;

    TimeCells(String name) {
        this.seconds = new NumberCells(name);
    }

    @Override
    public void add(JsonParser value) throws Misfit {
        if (value.currentToken() == JsonToken.VALUE_NULL) {
            seconds.add(Double.NaN);
        } else if (value.currentToken() == JsonToken.VALUE_STRING) {
            add(Cell.of(value.getString()));
        } else {
            throw Misfit.expected(EXPECTED, value);
        }
    }

    @Override
    public void add(Rows file, int column) throws Misfit {
        add(file.cell(column));
    }

    private void add(Cell cell) throws Misfit {
        double time = cell.missing() ? Double.NaN : cell.time();
        if (!cell.missing() && Double.isNaN(time)) {
            throw Misfit.expected(EXPECTED, cell.text());
        }
        seconds.add(time);
    }

    @Override
    public NumberColumn column() {
        return seconds.column();
    }
}
