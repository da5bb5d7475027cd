package dev.trainyard.prediction;

import dev.trainyard.engine.tensor.Shape;

/** A column that a network takes as a feature, and what a value of it is. */
sealed interface RowColumn {
    String name();

    /** An empty place for the values of some rows. */
    Cells cells();

    /** A number or null. */
    record Numeric(String name) implements RowColumn {
        @Override
        public Cells cells() {
            return new NumberCells(name);
        }
    }

    /** An ISO 8601 date or time, or null. */
    record Time(String name) implements RowColumn {
        @Override
        public Cells cells() {
            return new TimeCells(name);
        }
    }

    /**
     * A word or null; words that were not there at training are allowed.
     *
     * @param truth whether the words are true and false
     */
    record Word(String name, boolean truth) implements RowColumn {
        @Override
        public Cells cells() {
            return new WordCells(name, truth);
        }
    }

    /** Nested lists of whole numbers from 0 to 255. */
    record Image(String name, Shape shape) implements RowColumn {
        @Override
        public Cells cells() {
            return new ImageCells(name, shape);
        }
    }
}
