package dev.trainyard.prediction;

import dev.trainyard.dataset.format.Cell;
import dev.trainyard.dataset.format.Rows;
import dev.trainyard.engine.data.NumberColumn;
import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Numbers; null, "NaN" and what counts as missing in a file are missing. */
final class NumberCells implements Cells {
    private static final String EXPECTED = "a number or null";

    private final String name;
    private double[] values = new double[16];
    private int rows;

    NumberCells(String name) {
        this.name = name;
    }

    @Override
    public void add(JsonParser value) throws Misfit {
        JsonToken token = value.currentToken();
        boolean isText = token == JsonToken.VALUE_STRING;
        if (token == JsonToken.VALUE_NULL
                || (isText && Cell.of(value.getString()).missing())) {
            add(Double.NaN);
            return;
        }
        boolean isNumber = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
        double number = isNumber ? Double.parseDouble(value.getString()) : Double.NaN;
        if (!Double.isFinite(number)) {
            throw Misfit.expected(isNumber ? "a number of at most 1.8e308" : EXPECTED, value);
        }
        add(number);
    }

    @Override
    public void add(Rows file, int column) throws Misfit {
        Cell cell = file.cell(column);
        double number = cell.missing() ? Double.NaN : cell.number();
        if (!cell.missing() && !Double.isFinite(number)) {
            throw Misfit.expected("a finite number", cell.text());
        }
        add(number);
    }

    void add(double value) {
        if (rows == values.length) {
            values = Arrays.copyOf(values, 2 * rows);
        }
        values[rows++] = value;
    }

    @Override
    public NumberColumn column() {
        return new NumberColumn(name, Arrays.copyOf(values, rows));
    }
}
