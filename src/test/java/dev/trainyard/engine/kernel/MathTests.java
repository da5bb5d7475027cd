package dev.trainyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The elementary functions keep the errors they state, over the whole range of floats: every 1021st one (a prime, so that
 * all exponents and many mantissas come up). Running all of them once found the same largest errors.
 */
class MathTests {
    private static final int STEP = 1021;

    /** A function of one float. */
    interface Function {
        float apply(float x);
    }

    @Test
    void expIsWithin1Ulp() {
        assertWithin(1, ScalarMath::exp, StrictMath::exp, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
    }

    @Test
    void expMinus1IsWithin1UlpUpTo0() {
        assertWithin(1, ScalarMath::expm1, StrictMath::expm1, Float.NEGATIVE_INFINITY, 0);
    }

    @Test
    void logIsWithin1Ulp() {
        assertWithin(1, ScalarMath::log, StrictMath::log, 0, Float.POSITIVE_INFINITY);
        assertThat(ScalarMath.log(-1)).isNaN();
        assertThat(ScalarMath.log(Float.NEGATIVE_INFINITY)).isNaN();
        assertThat(ScalarMath.log(-0f)).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @Test
    void logOf1PlusIsWithin2UlpFrom0To1() {
        assertWithin(2, ScalarMath::log1p, StrictMath::log1p, 0, 1);
    }

    @Test
    void tanhIsWithin2Ulp() {
        assertWithin(2, ScalarMath::tanh, StrictMath::tanh, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
    }

    @Test
    void erfIsWithin1Ulp() {
        assertWithin(1, ScalarMath::erf, MathTests::erf, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
    }

    @Test
    void softplusIsWithin2Ulp() {
        assertWithin(2, ScalarMath::softplus, x -> StrictMath.log1p(StrictMath.exp(x)), Float.NEGATIVE_INFINITY, 80);
    }

    @Test
    void sigmoidIsWithin3UlpAboveMinus87() {
        assertWithin(3, ScalarMath::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)), -87, Float.POSITIVE_INFINITY);
    }

    @Test
    void notANumberStaysNotANumber() {
        for (Function function : new Function[] {
            ScalarMath::exp,
            ScalarMath::expm1,
            ScalarMath::log,
            ScalarMath::tanh,
            ScalarMath::erf,
            ScalarMath::sigmoid,
            ScalarMath::softplus
        }) {
            assertThat(function.apply(Float.NaN)).isNaN();
        }
    }

    private static void assertWithin(double ulps, Function function, DoubleUnaryOperator exact, float from, float to) {
        for (long bits = 0; bits < 1L << 32; bits += STEP) {
            float x = Float.intBitsToFloat((int) bits);
            if (x >= from && x <= to) {
                double expected = exact.applyAsDouble(x);
                float actual = function.apply(x);
                double error = Math.abs(actual - expected) / Math.ulp((float) expected);
                if (actual != (float) expected && !(error <= ulps)) {
                    assertThat(actual).as("of " + x + ", " + error + " ulp off").isEqualTo((float) expected);
                }
            }
        }
    }

    /** By its power series near 0 and its continued fraction beyond, to about 1e-14 (Abramowitz and Stegun 7.1.5, 7.1.14). */
    private static double erf(double x) {
        double size = Math.abs(x);
        if (size > 6.2) {
            return Math.signum(x);
        }
        double result = size < 2.5 ? series(size) : 1 - tail(size);
        return Math.copySign(result, x);
    }

    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; n < 100; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    private static double tail(double x) {
        double fraction = 0;
        for (int n = 150; n > 0; n--) {
            fraction = n / 2.0 / (x + fraction);
        }
        return StrictMath.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
    }
}
