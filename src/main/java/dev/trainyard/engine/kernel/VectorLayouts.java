package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link Layouts} with SIMD: where registers are not filled by what is left, the last one overlaps the one before it. */
final class VectorLayouts implements Layouts {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;
    private static final ThreadLocal<float[]> SQUARE = ThreadLocal.withInitial(() -> new float[LANES * LANES]);

    private final Layouts scalar = new ScalarLayouts();

    @Override
    public void copy(float[] x, int from, int step, float[] y, int to, int yStep, int rows, int columns) {
        if (columns < LANES) {
            scalar.copy(x, from, step, y, to, yStep, rows, columns);
            return;
        }
        int last = columns - LANES;
        for (int row = 0; row < rows; row++) {
            int source = from + row * step;
            int target = to + row * yStep;
            for (int i = 0; i < last; i += LANES) {
                FloatVector.fromArray(SPECIES, x, source + i).intoArray(y, target + i);
            }
            FloatVector.fromArray(SPECIES, x, source + last).intoArray(y, target + last);
        }
    }

    @Override
    public void transpose(float[] x, int from, int step, float[] y, int to, int yStep, int rows, int columns) {
        if (rows < LANES || columns < LANES) {
            scalar.transpose(x, from, step, y, to, yStep, rows, columns);
            return;
        }
        float[] square = SQUARE.get();
        for (int j = 0; j < columns; j += LANES) {
            int column = Math.min(j, columns - LANES);
            for (int i = 0; i < rows; i += LANES) {
                int row = Math.min(i, rows - LANES);
                int source = from + row * step + column;
                Transpose.square(x, source, step, LANES - 1, y, to + column * yStep + row, yStep, square);
            }
        }
    }
}
