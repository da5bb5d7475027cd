package dev.trainyard.engine.kernel;

import static dev.trainyard.engine.kernel.VectorConstants.EXPM1_LOWEST;
import static dev.trainyard.engine.kernel.VectorConstants.EXPONENT_MASK;
import static dev.trainyard.engine.kernel.VectorConstants.EXP_2;
import static dev.trainyard.engine.kernel.VectorConstants.EXP_3;
import static dev.trainyard.engine.kernel.VectorConstants.EXP_4;
import static dev.trainyard.engine.kernel.VectorConstants.EXP_5;
import static dev.trainyard.engine.kernel.VectorConstants.EXP_6;
import static dev.trainyard.engine.kernel.VectorConstants.EXP_HIGHEST;
import static dev.trainyard.engine.kernel.VectorConstants.EXP_LOWEST;
import static dev.trainyard.engine.kernel.VectorConstants.HALF;
import static dev.trainyard.engine.kernel.VectorConstants.INFINITY;
import static dev.trainyard.engine.kernel.VectorConstants.LN2;
import static dev.trainyard.engine.kernel.VectorConstants.LOG2_E;
import static dev.trainyard.engine.kernel.VectorConstants.LOG_2;
import static dev.trainyard.engine.kernel.VectorConstants.LOG_3;
import static dev.trainyard.engine.kernel.VectorConstants.LOG_4;
import static dev.trainyard.engine.kernel.VectorConstants.LOG_5;
import static dev.trainyard.engine.kernel.VectorConstants.LOG_6;
import static dev.trainyard.engine.kernel.VectorConstants.LOG_7;
import static dev.trainyard.engine.kernel.VectorConstants.LOG_8;
import static dev.trainyard.engine.kernel.VectorConstants.LOG_9;
import static dev.trainyard.engine.kernel.VectorConstants.MINUS_HALF;
import static dev.trainyard.engine.kernel.VectorConstants.MINUS_INFINITY;
import static dev.trainyard.engine.kernel.VectorConstants.MINUS_LN2_HIGH;
import static dev.trainyard.engine.kernel.VectorConstants.MINUS_LN2_LOW;
import static dev.trainyard.engine.kernel.VectorConstants.MIN_NORMAL;
import static dev.trainyard.engine.kernel.VectorConstants.NAN;
import static dev.trainyard.engine.kernel.VectorConstants.ONE;
import static dev.trainyard.engine.kernel.VectorConstants.ONE_BITS;
import static dev.trainyard.engine.kernel.VectorConstants.ROUND;
import static dev.trainyard.engine.kernel.VectorConstants.ROUND_BITS;
import static dev.trainyard.engine.kernel.VectorConstants.TANH_1;
import static dev.trainyard.engine.kernel.VectorConstants.TANH_2;
import static dev.trainyard.engine.kernel.VectorConstants.TANH_3;
import static dev.trainyard.engine.kernel.VectorConstants.TANH_4;
import static dev.trainyard.engine.kernel.VectorConstants.TANH_5;
import static dev.trainyard.engine.kernel.VectorConstants.TANH_HIGHEST;
import static dev.trainyard.engine.kernel.VectorConstants.TANH_SPLIT;
import static dev.trainyard.engine.kernel.VectorConstants.THIRD;
import static dev.trainyard.engine.kernel.VectorConstants.TWENTY_THREE;
import static dev.trainyard.engine.kernel.VectorConstants.TWO;
import static dev.trainyard.engine.kernel.VectorConstants.TWO_THIRDS_BITS;
import static dev.trainyard.engine.kernel.VectorConstants.TWO_TO_23;
import static dev.trainyard.engine.kernel.VectorConstants.ZERO;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link ScalarMath}, operation by operation, on whole registers from {@code from} to {@code limit}.
 *
 * <p>Each writes out its polynomials, for the compiler stops inlining our methods (though not the Vector API's) somewhere in
 * a long chain of callers, and a register that goes to a method which is not inlined becomes an object.
 */
final class MathLoops {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private MathLoops() {}

    /** e^x. */
    static void exp(float[] x, float[] out, int from, int limit) {
        for (int i = from; i < limit; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, i);
            FloatVector bounded = value.blend(EXP_HIGHEST, value.compare(GT, EXP_HIGHEST));
            FloatVector limited = bounded.blend(EXP_LOWEST, bounded.compare(LT, EXP_LOWEST));
            FloatVector rounded = limited.fma(LOG2_E, ROUND);
            FloatVector powers = rounded.sub(ROUND);
            FloatVector r = powers.fma(MINUS_LN2_LOW, powers.fma(MINUS_LN2_HIGH, limited));
            FloatVector p = EXP_6.fma(r, EXP_5)
                    .fma(r, EXP_4)
                    .fma(r, EXP_3)
                    .fma(r, EXP_2)
                    .fma(r, ONE)
                    .fma(r, ONE);
            IntVector exponent = rounded.reinterpretAsInts().sub(ROUND_BITS);
            IntVector half = exponent.lanewise(ASHR, 1);
            FloatVector first = half.lanewise(LSHL, 23).add(ONE_BITS).reinterpretAsFloats();
            FloatVector second =
                    exponent.sub(half).lanewise(LSHL, 23).add(ONE_BITS).reinterpretAsFloats();
            FloatVector power = p.mul(first).mul(second);
            power.intoArray(out, i);
        }
    }

    /** ln x. */
    static void log(float[] x, float[] out, int from, int limit) {
        for (int i = from; i < limit; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, i);
            VectorMask<Float> small = value.compare(LT, MIN_NORMAL);
            IntVector bits = value.blend(value.mul(TWO_TO_23), small).reinterpretAsInts();
            IntVector exponentBits = bits.sub(TWO_THIRDS_BITS).and(EXPONENT_MASK);
            IntVector shifted = exponentBits.lanewise(ASHR, 23).add(ROUND_BITS);
            FloatVector exponent = shifted.reinterpretAsFloats().sub(ROUND);
            exponent = exponent.blend(exponent.sub(TWENTY_THREE), small);
            FloatVector m = bits.sub(exponentBits).reinterpretAsFloats().sub(ONE);
            FloatVector s = m.mul(m);
            FloatVector odd = LOG_8.fma(s, LOG_6).fma(s, LOG_4);
            FloatVector even = LOG_9.fma(s, LOG_7).fma(s, LOG_5).fma(s, LOG_3);
            FloatVector q = odd.fma(m, even).fma(m, LOG_2).fma(m, MINUS_HALF);
            FloatVector result = exponent.fma(LN2, q.fma(s, m));
            result = value.blend(result, value.compare(LT, INFINITY));
            result = NAN.blend(result, value.compare(GT, ZERO));
            result.blend(MINUS_INFINITY, value.compare(EQ, ZERO)).intoArray(out, i);
        }
    }

    /** y = tanh x. */
    static void tanh(float[] x, float[] y, int from, int limit) {
        for (int i = from; i < limit; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, i);
            FloatVector size = value.abs();
            FloatVector bounded = size.blend(TANH_HIGHEST, size.compare(GT, TANH_HIGHEST));
            FloatVector argument = bounded.add(bounded);
            FloatVector rounded = argument.fma(LOG2_E, ROUND);
            FloatVector powers = rounded.sub(ROUND);
            FloatVector r = powers.fma(MINUS_LN2_LOW, powers.fma(MINUS_LN2_HIGH, argument));
            FloatVector p = EXP_6.fma(r, EXP_5)
                    .fma(r, EXP_4)
                    .fma(r, EXP_3)
                    .fma(r, EXP_2)
                    .fma(r, ONE)
                    .fma(r, ONE);
            IntVector exponent = rounded.reinterpretAsInts().sub(ROUND_BITS);
            IntVector half = exponent.lanewise(ASHR, 1);
            FloatVector first = half.lanewise(LSHL, 23).add(ONE_BITS).reinterpretAsFloats();
            FloatVector second =
                    exponent.sub(half).lanewise(LSHL, 23).add(ONE_BITS).reinterpretAsFloats();
            FloatVector power = p.mul(first).mul(second);
            FloatVector far = ONE.sub(TWO.div(power.add(ONE)));
            far = far.blend(far.neg(), value.compare(LT, ZERO));
            FloatVector s = value.mul(value);
            FloatVector near =
                    TANH_5.fma(s, TANH_4).fma(s, TANH_3).fma(s, TANH_2).fma(s, TANH_1);
            near = near.mul(s).fma(value, value);
            far.blend(near, size.compare(LT, TANH_SPLIT)).intoArray(y, i);
        }
    }

    /** y = sigmoid(x). */
    static void sigmoid(float[] x, float[] y, int from, int limit) {
        for (int i = from; i < limit; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, i);
            FloatVector negative = value.neg();
            FloatVector bounded = negative.blend(EXP_HIGHEST, negative.compare(GT, EXP_HIGHEST));
            FloatVector limited = bounded.blend(EXP_LOWEST, bounded.compare(LT, EXP_LOWEST));
            FloatVector rounded = limited.fma(LOG2_E, ROUND);
            FloatVector powers = rounded.sub(ROUND);
            FloatVector r = powers.fma(MINUS_LN2_LOW, powers.fma(MINUS_LN2_HIGH, limited));
            FloatVector p = EXP_6.fma(r, EXP_5)
                    .fma(r, EXP_4)
                    .fma(r, EXP_3)
                    .fma(r, EXP_2)
                    .fma(r, ONE)
                    .fma(r, ONE);
            IntVector exponent = rounded.reinterpretAsInts().sub(ROUND_BITS);
            IntVector half = exponent.lanewise(ASHR, 1);
            FloatVector first = half.lanewise(LSHL, 23).add(ONE_BITS).reinterpretAsFloats();
            FloatVector second =
                    exponent.sub(half).lanewise(LSHL, 23).add(ONE_BITS).reinterpretAsFloats();
            FloatVector power = p.mul(first).mul(second);
            FloatVector share = ONE.div(power.add(ONE));
            share.intoArray(y, i);
        }
    }

    /** y = softplus(x). */
    static void softplus(float[] x, float[] y, int from, int limit) {
        for (int i = from; i < limit; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, i);
            FloatVector argument = value.abs().neg();
            FloatVector limited = argument.blend(EXP_LOWEST, argument.compare(LT, EXP_LOWEST));
            FloatVector rounded = limited.fma(LOG2_E, ROUND);
            FloatVector powers = rounded.sub(ROUND);
            FloatVector r = powers.fma(MINUS_LN2_LOW, powers.fma(MINUS_LN2_HIGH, limited));
            FloatVector p = EXP_6.fma(r, EXP_5)
                    .fma(r, EXP_4)
                    .fma(r, EXP_3)
                    .fma(r, EXP_2)
                    .fma(r, ONE)
                    .fma(r, ONE);
            IntVector exponent = rounded.reinterpretAsInts().sub(ROUND_BITS);
            IntVector half = exponent.lanewise(ASHR, 1);
            FloatVector first = half.lanewise(LSHL, 23).add(ONE_BITS).reinterpretAsFloats();
            FloatVector second =
                    exponent.sub(half).lanewise(LSHL, 23).add(ONE_BITS).reinterpretAsFloats();
            FloatVector power = p.mul(first).mul(second);
            VectorMask<Float> large = power.compare(GT, THIRD);
            FloatVector m = power.blend(power.sub(ONE).mul(HALF), large);
            FloatVector halvings = ZERO.blend(ONE, large);
            FloatVector s = m.mul(m);
            FloatVector odd = LOG_8.fma(s, LOG_6).fma(s, LOG_4);
            FloatVector even = LOG_9.fma(s, LOG_7).fma(s, LOG_5).fma(s, LOG_3);
            FloatVector q = odd.fma(m, even).fma(m, LOG_2).fma(m, MINUS_HALF);
            FloatVector tail = halvings.fma(LN2, q.fma(s, m));
            tail.blend(value.add(tail), value.compare(GT, ZERO)).intoArray(y, i);
        }
    }

    /** y = elu(x). */
    static void elu(float alpha, float[] x, float[] y, int from, int limit) {
        for (int i = from; i < limit; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, i);
            FloatVector limited = value.blend(EXPM1_LOWEST, value.compare(LT, EXPM1_LOWEST));
            FloatVector rounded = limited.fma(LOG2_E, ROUND);
            FloatVector powers = rounded.sub(ROUND);
            FloatVector r = powers.fma(MINUS_LN2_LOW, powers.fma(MINUS_LN2_HIGH, limited));
            FloatVector p = EXP_6.fma(r, EXP_5)
                    .fma(r, EXP_4)
                    .fma(r, EXP_3)
                    .fma(r, EXP_2)
                    .mul(r)
                    .fma(r, r);
            IntVector exponent = rounded.reinterpretAsInts().sub(ROUND_BITS);
            FloatVector scale = exponent.lanewise(LSHL, 23).add(ONE_BITS).reinterpretAsFloats();
            FloatVector below = p.fma(scale, scale.sub(ONE)).mul(alpha);
            below.blend(value, value.compare(GT, ZERO)).intoArray(y, i);
        }
    }
}
