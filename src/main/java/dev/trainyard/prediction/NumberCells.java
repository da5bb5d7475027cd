package dev.trainyard.prediction;

import dev.trainyard.engine.data.NumberColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Numbers; null and "NaN" are missing. */
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
        if (token == JsonToken.VALUE_NULL
                || (token == JsonToken.VALUE_STRING && value.getString().equals("NaN"))) {
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
    public void add(@Nullable String cell) throws Misfit {
        try {
            add(cell == null ? Double.NaN : Double.parseDouble(cell));
        } catch (NumberFormatException _) {
            throw Misfit.expected("a number", String.valueOf(cell));
        }
    }

    private void add(double value) {
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
