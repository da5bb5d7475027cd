package dev.trainyard.engine.kernel;

import static dev.trainyard.engine.kernel.VectorConstants.ERF_FAR_1;
import static dev.trainyard.engine.kernel.VectorConstants.ERF_FAR_2;
import static dev.trainyard.engine.kernel.VectorConstants.ERF_FAR_3;
import static dev.trainyard.engine.kernel.VectorConstants.ERF_FAR_4;
import static dev.trainyard.engine.kernel.VectorConstants.ERF_FAR_5;
import static dev.trainyard.engine.kernel.VectorConstants.ERF_FAR_6;
import static dev.trainyard.engine.kernel.VectorConstants.ERF_FAR_7;
import static dev.trainyard.engine.kernel.VectorConstants.ERF_HIGHEST;
import static dev.trainyard.engine.kernel.VectorConstants.ERF_NEAR_1;
import static dev.trainyard.engine.kernel.VectorConstants.ERF_NEAR_2;
import static dev.trainyard.engine.kernel.VectorConstants.ERF_NEAR_3;
import static dev.trainyard.engine.kernel.VectorConstants.ERF_NEAR_4;
import static dev.trainyard.engine.kernel.VectorConstants.ERF_NEAR_5;
import static dev.trainyard.engine.kernel.VectorConstants.ERF_NEAR_6;
import static dev.trainyard.engine.kernel.VectorConstants.ERF_SPLIT;
import static dev.trainyard.engine.kernel.VectorConstants.EXP_2;
import static dev.trainyard.engine.kernel.VectorConstants.EXP_3;
import static dev.trainyard.engine.kernel.VectorConstants.EXP_4;
import static dev.trainyard.engine.kernel.VectorConstants.EXP_5;
import static dev.trainyard.engine.kernel.VectorConstants.EXP_6;
import static dev.trainyard.engine.kernel.VectorConstants.EXP_HIGHEST;
import static dev.trainyard.engine.kernel.VectorConstants.EXP_LOWEST;
import static dev.trainyard.engine.kernel.VectorConstants.HALF;
import static dev.trainyard.engine.kernel.VectorConstants.HALF_ROOT;
import static dev.trainyard.engine.kernel.VectorConstants.INVERSE_ROOT_TWO_PI;
import static dev.trainyard.engine.kernel.VectorConstants.LOG2_E;
import static dev.trainyard.engine.kernel.VectorConstants.MINUS_HALF;
import static dev.trainyard.engine.kernel.VectorConstants.MINUS_LN2_HIGH;
import static dev.trainyard.engine.kernel.VectorConstants.MINUS_LN2_LOW;
import static dev.trainyard.engine.kernel.VectorConstants.ONE;
import static dev.trainyard.engine.kernel.VectorConstants.ONE_BITS;
import static dev.trainyard.engine.kernel.VectorConstants.ROUND;
import static dev.trainyard.engine.kernel.VectorConstants.ROUND_BITS;
import static dev.trainyard.engine.kernel.VectorConstants.ZERO;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Activations that multiply x by a share of it, and their derivatives, as {@link MathLoops}: x times the share of a normal
 * distribution below it (gelu), or times its sigmoid (silu).
 *
 * <p>Each writes out its polynomials, for the compiler stops inlining our methods (though not the Vector API's) somewhere in
 * a long chain of callers, and a register that goes to a method which is not inlined becomes an object.
 */
final class GateLoops {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private GateLoops() {}

    /** y = gelu(x). */
    static void gelu(float[] x, float[] y, int from, int limit) {
        for (int i = from; i < limit; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, i);
            FloatVector scaled = value.mul(HALF_ROOT);
            FloatVector size = scaled.abs();
            FloatVector t = size.blend(ERF_HIGHEST, size.compare(GT, ERF_HIGHEST));
            FloatVector upper = ERF_FAR_7.fma(t, ERF_FAR_6);
            FloatVector lower = ERF_FAR_5.fma(t, ERF_FAR_4);
            FloatVector u = upper.fma(t.mul(t), lower)
                    .fma(t, ERF_FAR_3)
                    .fma(t, ERF_FAR_2)
                    .fma(t, ERF_FAR_1);
            FloatVector argument = u.fma(t, t.neg());
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
            FloatVector far = ONE.sub(power);
            far = far.blend(far.neg(), scaled.compare(LT, ZERO));
            FloatVector s = scaled.mul(scaled);
            FloatVector near = ERF_NEAR_6
                    .fma(s, ERF_NEAR_5)
                    .fma(s, ERF_NEAR_4)
                    .fma(s, ERF_NEAR_3)
                    .fma(s, ERF_NEAR_2);
            near = near.fma(s, ERF_NEAR_1).fma(scaled, scaled);
            FloatVector share = near.blend(far, size.compare(GT, ERF_SPLIT)).fma(HALF, HALF);
            value.mul(share).intoArray(y, i);
        }
    }

    /** dx += dy share(x). */
    static void addGeluShares(float[] x, float[] dy, float[] dx, int from, int limit) {
        for (int i = from; i < limit; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, i);
            FloatVector scaled = value.mul(HALF_ROOT);
            FloatVector size = scaled.abs();
            FloatVector t = size.blend(ERF_HIGHEST, size.compare(GT, ERF_HIGHEST));
            FloatVector upper = ERF_FAR_7.fma(t, ERF_FAR_6);
            FloatVector lower = ERF_FAR_5.fma(t, ERF_FAR_4);
            FloatVector u = upper.fma(t.mul(t), lower)
                    .fma(t, ERF_FAR_3)
                    .fma(t, ERF_FAR_2)
                    .fma(t, ERF_FAR_1);
            FloatVector argument = u.fma(t, t.neg());
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
            FloatVector far = ONE.sub(power);
            far = far.blend(far.neg(), scaled.compare(LT, ZERO));
            FloatVector s = scaled.mul(scaled);
            FloatVector near = ERF_NEAR_6
                    .fma(s, ERF_NEAR_5)
                    .fma(s, ERF_NEAR_4)
                    .fma(s, ERF_NEAR_3)
                    .fma(s, ERF_NEAR_2);
            near = near.fma(s, ERF_NEAR_1).fma(scaled, scaled);
            FloatVector share = near.blend(far, size.compare(GT, ERF_SPLIT)).fma(HALF, HALF);
            FloatVector.fromArray(SPECIES, dy, i)
                    .fma(share, FloatVector.fromArray(SPECIES, dx, i))
                    .intoArray(dx, i);
        }
    }

    /** dx += dy x density(x). */
    static void addGeluDensities(float[] x, float[] dy, float[] dx, int from, int limit) {
        for (int i = from; i < limit; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, i);
            FloatVector argument = value.mul(MINUS_HALF).mul(value);
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
            FloatVector density = power.mul(INVERSE_ROOT_TWO_PI);
            FloatVector.fromArray(SPECIES, dy, i)
                    .mul(value)
                    .fma(density, FloatVector.fromArray(SPECIES, dx, i))
                    .intoArray(dx, i);
        }
    }

    /** y = silu(x). */
    static void silu(float[] x, float[] y, int from, int limit) {
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
            value.mul(share).intoArray(y, i);
        }
    }

    /** dx += dy silu'(x). */
    static void siluBackward(float[] x, float[] dy, float[] dx, int from, int limit) {
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
            FloatVector slope = share.mul(value.fma(ONE.sub(share), ONE));
            FloatVector.fromArray(SPECIES, dy, i)
                    .fma(slope, FloatVector.fromArray(SPECIES, dx, i))
                    .intoArray(dx, i);
        }
    }

    /** dx += dy sigmoid(x). */
    static void softplusBackward(float[] x, float[] dy, float[] dx, int from, int limit) {
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
            FloatVector.fromArray(SPECIES, dy, i)
                    .fma(share, FloatVector.fromArray(SPECIES, dx, i))
                    .intoArray(dx, i);
        }
    }
}
