package dev.trainyard.prediction;

import dev.trainyard.engine.data.Column;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The values of one column while rows are read. */
sealed interface Cells permits NumberCells, TimeCells, WordCells, ImageCells {
    /**
     * Takes the value that the parser stands at, to its last token.
     *
     * @throws Misfit if it is no value of this column
     */
    void add(JsonParser value) throws Misfit;

    /**
     * Takes the cell of a CSV file.
     *
     * @param cell null if the value is missing
     * @throws Misfit if it is no value of this column
     */
    void add(@Nullable String cell) throws Misfit;

    /** Everything added so far. */
    Column column();
}
