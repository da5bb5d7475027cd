package dev.trainyard.engine.kernel;

/** Copies matrices from one layout to another; arrays do not overlap. Steps are distances between the starts of rows. */
public interface Layouts {
    /** y[row, column] = x[row, column]. */
    void copy(float[] x, int from, int step, float[] y, int to, int yStep, int rows, int columns);

    /** y[column, row] = x[row, column]. */
    void transpose(float[] x, int from, int step, float[] y, int to, int yStep, int rows, int columns);
}
