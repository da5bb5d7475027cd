package dev.trainyard.engine.kernel;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever its size, a matrix arrives where the reference puts it, and nothing is written beside it. */
class LayoutsTests {
    private static final int[] SIZES = {0, 1, 3, 4, 5, 8, 15, 16, 17, 28, 32, 33};
    private static final int FROM = 3;
    private static final int TO = 5;
    private static final int GAP = 2;

    private final Layouts scalar = ScalarKernels.create().layouts();
    private final Layouts vector = VectorKernels.create().layouts();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void movesWhatTheReferenceMoves(boolean transposes) {
        for (int rows : SIZES) {
            for (int columns : SIZES) {
                float[] expected = moved(scalar, transposes, rows, columns);
                float[] actual = moved(vector, transposes, rows, columns);
                Bits.assertSame(actual, expected, rows + " x " + columns);
            }
        }
    }

    private static float[] moved(Layouts layouts, boolean transposes, int rows, int columns) {
        int step = columns + GAP;
        float[] x = new float[FROM + rows * step + 1];
        for (int i = 0; i < x.length; i++) {
            x[i] = i + 0.5f;
        }
        int yStep = (transposes ? rows : columns) + GAP;
        float[] y = new float[TO + (transposes ? columns : rows) * yStep + 1];
        Arrays.fill(y, Float.NaN);
        if (transposes) {
            layouts.transpose(x, FROM, step, y, TO, yStep, rows, columns);
        } else {
            layouts.copy(x, FROM, step, y, TO, yStep, rows, columns);
        }
        return y;
    }
}
