package dev.trainyard.engine.kernel;

/** {@link Layouts} element by element. */
final class ScalarLayouts implements Layouts {

    @Override
    public void copy(float[] x, int from, int step, float[] y, int to, int yStep, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                y[to + row * yStep + column] = x[from + row * step + column];
            }
        }
    }

    @Override
    public void transpose(float[] x, int from, int step, float[] y, int to, int yStep, int rows, int columns) {
        if (rows < columns) {
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    y[to + column * yStep + row] = x[from + row * step + column];
                }
            }
            return;
        }
        for (int column = 0; column < columns; column++) {
            for (int row = 0; row < rows; row++) {
                y[to + column * yStep + row] = x[from + row * step + column];
            }
        }
    }
}
