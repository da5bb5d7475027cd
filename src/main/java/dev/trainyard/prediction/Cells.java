package dev.trainyard.prediction;

import dev.trainyard.dataset.format.Rows;
import dev.trainyard.engine.data.Column;
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
     * Takes the value of a file that the current row has in this column.
     *
     * @throws Misfit if it is no value of this column
     */
    void add(Rows rows, int column) throws Misfit;

    /** Everything added so far. */
    Column column();
}
