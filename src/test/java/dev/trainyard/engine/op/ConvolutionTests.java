package dev.trainyard.engine.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Team;
import dev.trainyard.engine.tensor.Shape;
import org.junit.jupiter.api.Test;

/** Convolution of images with more than a block of terms, against loops that are right by reading. */
class ConvolutionTests {

    private static final int ROWS = 3;
    private static final Window WINDOW = new Window(3, 1, 1, 1);
    private static final Convolve OP = new Convolve(WINDOW, WINDOW, 2);
    private static final Shape INPUT = Shape.of(16, 40, 50);
    private static final Shape OUTPUT = Shape.of(6, 40, 50);
    private static final Shape WEIGHT = Shape.of(6, 8, 3, 3);

    private final float[] x = new float[ROWS * Dims.size(INPUT)];
    private final float[] weight = new float[Dims.size(WEIGHT)];
    private final double[] y = new double[ROWS * Dims.size(OUTPUT)];
    private final double[] dx = new double[x.length];
    private final double[] dWeight = new double[weight.length];

    @Test
    void givesWhatPlainLoopsGive() {
        OpCase operation = OpCase.of("wide", OP, OpCase.smooth(16, 40, 50), OpCase.parameter(6, 8, 3, 3));
        try (Team team = Team.of(2)) {
            OpRun run = new OpRun(operation, ROWS, ROWS, Kernels.best(), team, 2);
            run.forward();
            run.backward();
            operation.fill(0, x);
            operation.fill(1, weight);
            convolve();
            assertClose(run.output(), y);
            assertClose(run.gradient(0), dx);
            assertClose(run.gradient(1), dWeight);
        }
    }

    private void convolve() {
        for (int i = 0; i < y.length; i++) {
            int places = OUTPUT.dim(1) * OUTPUT.dim(2);
            int place = i % places;
            convolve(i, i / places / 6, i / places % 6, place / OUTPUT.dim(2), place % OUTPUT.dim(2));
        }
    }

    private void convolve(int to, int row, int output, int line, int column) {
        double upstream = OpRun.upstream(to) / ROWS;
        for (int tap = 0; tap < 8 * 9; tap++) {
            int i = line + tap % 9 / 3 - 1;
            int j = column + tap % 3 - 1;
            if (i >= 0 && i < 40 && j >= 0 && j < 50) {
                int from = ((row * 16 + output / 3 * 8 + tap / 9) * 40 + i) * 50 + j;
                int w = output * 72 + tap;
                y[to] += (double) weight[w] * x[from];
                dx[from] += upstream * weight[w];
                dWeight[w] += upstream * x[from];
            }
        }
    }

    private static void assertClose(float[] actual, double[] expected) {
        double worst = 0;
        double scale = 0;
        for (int i = 0; i < expected.length; i++) {
            worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
            scale = Math.max(scale, Math.abs(expected[i]));
        }
        assertThat(worst).isLessThan(1e-5 * scale);
    }
}
