package dev.trainyard.engine.initializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Initializers draw from the distributions they promise, with the fans of PyTorch. */
class InitializerTests {
    private static final Shape DENSE = Shape.of(300, 200);
    private static final Shape KERNEL = Shape.of(64, 48, 3, 5);

    /** An initializer with the standard deviation it promises for a shape. */
    record Promise(Initializer initializer, Shape shape, double deviation, Distribution distribution) {}

    static List<Promise> promises() {
        List<Promise> all = new ArrayList<>();
        for (Shape shape : List.of(DENSE, KERNEL)) {
            double kernel = shape.size() / (double) (shape.dim(0) * shape.dim(1));
            double in = shape.dim(1) * kernel;
            double out = shape.dim(0) * kernel;
            for (Distribution distribution : Distribution.values()) {
                all.add(new Promise(new He(null, distribution, null), shape, Math.sqrt(2 / in), distribution));
                all.add(new Promise(
                        new He(FanMode.FAN_OUT, distribution, null), shape, Math.sqrt(2 / out), distribution));
                all.add(new Promise(new He(null, distribution, 0.5), shape, Math.sqrt(1.6 / in), distribution));
                all.add(new Promise(new Glorot(distribution, null), shape, Math.sqrt(2 / (in + out)), distribution));
                all.add(new Promise(new Glorot(distribution, 3.0), shape, 3 * Math.sqrt(2 / (in + out)), distribution));
                all.add(new Promise(new LeCun(distribution), shape, Math.sqrt(1 / in), distribution));
            }
            all.add(new Promise(new Normal(null, 0.3), shape, 0.3, Distribution.NORMAL));
            all.add(new Promise(new Uniform(-2.0, 2.0), shape, 2 / Math.sqrt(3), Distribution.UNIFORM));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("promises")
    void drawsWithTheMeanTheDeviationAndTheFormItPromises(Promise promise) {
        float[] values = values(promise.initializer(), promise.shape(), 1);
        double deviation = promise.deviation();
        // five standard errors of each statistic
        double share = 5 / Math.sqrt(values.length);
        assertThat(mean(values, 1) / deviation).isCloseTo(0, within(share));
        assertThat(mean(values, 2) / Math.pow(deviation, 2)).isCloseTo(1, within(2 * share));
        double fourth = promise.distribution() == Distribution.NORMAL ? 3 : 1.8;
        assertThat(mean(values, 4) / Math.pow(deviation, 4)).isCloseTo(fourth, within(10 * share));
        if (promise.distribution() == Distribution.UNIFORM) {
            assertThat(largest(values)).isLessThanOrEqualTo((float) (Math.sqrt(3) * deviation));
        }
    }

    @Test
    void shiftsNormalAndUniformValues() {
        assertThat(mean(values(new Normal(2.0, 0.1), DENSE, 1), 1)).isCloseTo(2, within(0.01));
        assertThat(mean(values(new Uniform(null, null), DENSE, 1), 1)).isCloseTo(0.5, within(0.01));
        assertThat(values(new Uniform(3.0, 3.5), DENSE, 1)).satisfies(values -> {
            for (float value : values) {
                assertThat(value).isBetween(3f, 3.5f);
            }
        });
    }

    @Test
    void makesRowsOrthonormalAndColumnsWhereTheyAreFewer() {
        assertThat(furthestFromOrthonormal(new Orthogonal(null), Shape.of(20, 50)))
                .isLessThan(1e-6);
        assertThat(furthestFromOrthonormal(new Orthogonal(null), Shape.of(50, 20)))
                .isLessThan(1e-6);
        assertThat(furthestFromOrthonormal(new Orthogonal(null), Shape.of(8, 4, 3, 3)))
                .isLessThan(1e-6);
        float[] plain = values(new Orthogonal(null), Shape.of(6, 9), 1);
        float[] doubled = values(new Orthogonal(2.0), Shape.of(6, 9), 1);
        for (int i = 0; i < plain.length; i++) {
            assertThat(doubled[i]).isEqualTo(2 * plain[i]);
        }
    }

    @Test
    void drawsTheSameFromTheSameKeyAndOtherValuesFromAnother() {
        for (Initializer initializer :
                List.of(new He(null, null, null), new Glorot(null, null), new Orthogonal(null))) {
            float[] values = values(initializer, Shape.of(10, 10), 1);
            assertThat(values(initializer, Shape.of(10, 10), 1)).isEqualTo(values);
            assertThat(values(initializer, Shape.of(10, 10), 2)).isNotEqualTo(values);
        }
    }

    private static double furthestFromOrthonormal(Orthogonal orthogonal, Shape shape) {
        float[] values = values(orthogonal, shape, 1);
        int rows = shape.dim(0);
        int columns = values.length / rows;
        boolean wide = rows <= columns;
        int count = Math.min(rows, columns);
        double worst = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                double dot = 0;
                for (int k = 0; k < Math.max(rows, columns); k++) {
                    dot += (double) values[wide ? i * columns + k : k * columns + i]
                            * values[wide ? j * columns + k : k * columns + j];
                }
                worst = Math.max(worst, Math.abs(dot - (i == j ? 1 : 0)));
            }
        }
        return worst;
    }

    private static float[] values(Initializer initializer, Shape shape, long key) {
        float[] values = new float[Math.toIntExact(shape.size())];
        Arrays.fill(values, Float.NaN);
        initializer.fill(shape, values, key);
        return values;
    }

    private static double mean(float[] values, int power) {
        double sum = 0;
        for (float value : values) {
            sum += Math.pow(value, power);
        }
        return sum / values.length;
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
