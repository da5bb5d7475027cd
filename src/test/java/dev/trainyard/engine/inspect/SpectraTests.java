package dev.trainyard.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.kernel.ScalarKernels;
import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.engine.tensor.Tensor;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SpectraTests {

    static Stream<Kernels> kernels() {
        return Stream.of(ScalarKernels.create(), Kernels.best());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "5, 5", "7, 40", "40, 7", "64, 100", "256, 300"})
    void findsTheSingularValuesItWasBuiltFrom(int rows, int columns) {
        Tensor weight = withSingularValues(rows, columns, 5, 0.25);
        Spectrum spectrum = Spectra.of("w", weight, Kernels.best());
        assertThat(spectrum.exact()).isTrue();
        assertThat(spectrum.largest()).isCloseTo(5, within(2e-4));
        assertThat(spectrum.smallest()).isCloseTo(Math.min(rows, columns) == 1 ? 5 : 0.25, within(2e-4));
        assertThat(spectrum.condition())
                .isCloseTo(spectrum.largest() / spectrum.smallest(), Percentage.withPercentage(0.001));
    }

    @Test
    void findsTheLargestSingularValueOfALargeMatrixAndBoundsTheSmallest() {
        Tensor weight = withSingularValues(300, 400, 5, 0.25);
        Spectrum spectrum = Spectra.of("w", weight, Kernels.best());
        assertThat(spectrum.exact()).isFalse();
        assertThat(spectrum.largest()).isCloseTo(5, within(1e-2));
        assertThat(spectrum.smallest()).isBetween(0.249, 1.5);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void countsTheDirectionsOfARankOneMatrix(Kernels kernels) {
        float[] values = new float[300 * 300];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i / 300 + 1) * 0.01f * (i % 300 - 150);
        }
        Spectrum spectrum = Spectra.of("w", new Tensor(Shape.of(300, 300), values), kernels);
        assertThat(spectrum.stableRank()).isCloseTo(1, within(1e-3));
    }

    @Test
    void givesTheSameBitsWithScalarAndVectorKernels() {
        Tensor weight = withSingularValues(280, 270, 3, 0.5);
        assertThat(Spectra.of("w", weight, Kernels.best())).isEqualTo(Spectra.of("w", weight, ScalarKernels.create()));
    }

    @Test
    void answersZerosAndNonFiniteWeightsWithoutFailing() {
        assertThat(Spectra.of("w", Tensor.zeros(Shape.of(4, 4)), Kernels.best()).largest())
                .isZero();
        Tensor broken = Tensor.zeros(Shape.of(4, 4));
        broken.values()[3] = Float.NaN;
        assertThat(Spectra.of("w", broken, Kernels.best()).largest()).isNaN();
        Tensor wide = Tensor.zeros(Shape.of(300, 300));
        assertThat(Spectra.of("w", wide, Kernels.best()).largest()).isZero();
    }

    /** Diagonal from {@code largest} down to {@code smallest} in even steps, turned by reflections on both sides. */
    private static Tensor withSingularValues(int rows, int columns, double largest, double smallest) {
        int size = Math.min(rows, columns);
        double[][] matrix = new double[rows][columns];
        for (int i = 0; i < size; i++) {
            matrix[i][i] = size == 1 ? largest : largest + (smallest - largest) * i / (size - 1);
        }
        double[] left = unit(rows, 1);
        double[] right = unit(columns, 2);
        float[] values = new float[rows * columns];
        double[] sums = new double[columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                sums[j] += left[i] * matrix[i][j];
            }
        }
        for (int i = 0; i < rows; i++) {
            double projection = 0;
            for (int j = 0; j < columns; j++) {
                matrix[i][j] -= 2 * left[i] * sums[j];
                projection += matrix[i][j] * right[j];
            }
            for (int j = 0; j < columns; j++) {
                values[i * columns + j] = (float) (matrix[i][j] - 2 * projection * right[j]);
            }
        }
        return new Tensor(Shape.of(rows, columns), values);
    }

    private static double[] unit(int size, long key) {
        double[] vector = new double[size];
        double square = 0;
        for (int i = 0; i < size; i++) {
            vector[i] = Randomness.normal(key, i);
            square += vector[i] * vector[i];
        }
        for (int i = 0; i < size; i++) {
            vector[i] /= Math.sqrt(square);
        }
        return vector;
    }
}
