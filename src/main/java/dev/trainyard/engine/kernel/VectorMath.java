package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** {@link ScalarMath}, operation by operation, on registers. */
final class VectorMath {
    private VectorMath() {}

    static FloatVector exp(FloatVector x) {
        FloatVector limited = x.blend(ScalarMath.EXP_HIGHEST, x.compare(VectorOperators.GT, ScalarMath.EXP_HIGHEST));
        limited = limited.blend(ScalarMath.EXP_LOWEST, limited.compare(VectorOperators.LT, ScalarMath.EXP_LOWEST));
        FloatVector rounded = limited.fma(constant(ScalarMath.LOG2_E), constant(ScalarMath.ROUND));
        FloatVector rest = reduced(limited, rounded.sub(ScalarMath.ROUND));
        FloatVector one = constant(1f);
        FloatVector power = expTail(rest).fma(rest, one).fma(rest, one);
        IntVector exponent = rounded.reinterpretAsInts().sub(ScalarMath.ROUND_BITS);
        IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
        return power.mul(powerOfTwo(half)).mul(powerOfTwo(exponent.sub(half)));
    }

    static FloatVector expm1(FloatVector x) {
        FloatVector limited = x.blend(ScalarMath.EXPM1_LOWEST, x.compare(VectorOperators.LT, ScalarMath.EXPM1_LOWEST));
        FloatVector rounded = limited.fma(constant(ScalarMath.LOG2_E), constant(ScalarMath.ROUND));
        FloatVector rest = reduced(limited, rounded.sub(ScalarMath.ROUND));
        FloatVector power = expTail(rest).mul(rest).fma(rest, rest);
        FloatVector scale = powerOfTwo(rounded.reinterpretAsInts().sub(ScalarMath.ROUND_BITS));
        return power.fma(scale, scale.sub(1f));
    }

    private static FloatVector reduced(FloatVector x, FloatVector powers) {
        FloatVector high = powers.fma(constant(-ScalarMath.LN2_HIGH), x);
        return powers.fma(constant(-ScalarMath.LN2_LOW), high);
    }

    private static FloatVector expTail(FloatVector r) {
        FloatVector p = constant(ScalarMath.EXP_6).fma(r, constant(ScalarMath.EXP_5));
        p = p.fma(r, constant(ScalarMath.EXP_4));
        p = p.fma(r, constant(ScalarMath.EXP_3));
        return p.fma(r, constant(ScalarMath.EXP_2));
    }

    private static FloatVector powerOfTwo(IntVector exponent) {
        return exponent.lanewise(VectorOperators.LSHL, 23)
                .add(ScalarMath.ONE_BITS)
                .reinterpretAsFloats();
    }

    static FloatVector log(FloatVector x) {
        VectorMask<Float> small = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
        FloatVector normal = x.blend(x.mul(0x1p23f), small);
        IntVector bits = normal.reinterpretAsInts();
        IntVector exponentBits = bits.sub(ScalarMath.TWO_THIRDS_BITS).and(ScalarMath.EXPONENT_MASK);
        IntVector shifted = exponentBits.lanewise(VectorOperators.ASHR, 23).add(ScalarMath.ROUND_BITS);
        FloatVector exponent = shifted.reinterpretAsFloats().sub(ScalarMath.ROUND);
        exponent = exponent.blend(exponent.sub(23f), small);
        FloatVector result =
                logNear(bits.sub(exponentBits).reinterpretAsFloats().sub(1f), exponent);
        result = x.blend(result, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
        result = constant(Float.NaN).blend(result, x.compare(VectorOperators.GT, 0f));
        return result.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f));
    }

    private static FloatVector logNear(FloatVector m, FloatVector exponent) {
        FloatVector s = m.mul(m);
        FloatVector r = constant(ScalarMath.LOG_9).fma(s, constant(ScalarMath.LOG_7));
        FloatVector t = constant(ScalarMath.LOG_8).fma(s, constant(ScalarMath.LOG_6));
        r = r.fma(s, constant(ScalarMath.LOG_5));
        t = t.fma(s, constant(ScalarMath.LOG_4));
        r = r.fma(s, constant(ScalarMath.LOG_3));
        r = t.fma(m, r);
        r = r.fma(m, constant(ScalarMath.LOG_2));
        r = r.fma(m, constant(-0.5f));
        return exponent.fma(constant(ScalarMath.LN2), r.fma(s, m));
    }

    static FloatVector log1p(FloatVector u) {
        FloatVector sum = u.add(1f);
        return log(sum).add(u.sub(sum.sub(1f)).div(sum));
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector size = x.abs();
        FloatVector far = constant(1f).sub(constant(2f).div(exp(size.add(size)).add(1f)));
        far = far.blend(far.neg(), x.compare(VectorOperators.LT, 0f));
        return far.blend(tanhNear(x), size.compare(VectorOperators.LT, ScalarMath.TANH_SPLIT));
    }

    private static FloatVector tanhNear(FloatVector x) {
        FloatVector s = x.mul(x);
        FloatVector p = constant(ScalarMath.TANH_5).fma(s, constant(ScalarMath.TANH_4));
        p = p.fma(s, constant(ScalarMath.TANH_3));
        p = p.fma(s, constant(ScalarMath.TANH_2));
        p = p.fma(s, constant(ScalarMath.TANH_1));
        return p.mul(s).fma(x, x);
    }

    static FloatVector erf(FloatVector x) {
        FloatVector size = x.abs();
        FloatVector limited =
                size.blend(ScalarMath.ERF_HIGHEST, size.compare(VectorOperators.GT, ScalarMath.ERF_HIGHEST));
        FloatVector far = constant(1f).sub(exp(erfFar(limited)));
        far = far.blend(far.neg(), x.compare(VectorOperators.LT, 0f));
        return erfNear(x).blend(far, size.compare(VectorOperators.GT, ScalarMath.ERF_SPLIT));
    }

    private static FloatVector erfNear(FloatVector x) {
        FloatVector s = x.mul(x);
        FloatVector p = constant(ScalarMath.ERF_NEAR_6).fma(s, constant(ScalarMath.ERF_NEAR_5));
        p = p.fma(s, constant(ScalarMath.ERF_NEAR_4));
        p = p.fma(s, constant(ScalarMath.ERF_NEAR_3));
        p = p.fma(s, constant(ScalarMath.ERF_NEAR_2));
        p = p.fma(s, constant(ScalarMath.ERF_NEAR_1));
        return p.fma(x, x);
    }

    private static FloatVector erfFar(FloatVector t) {
        FloatVector p = constant(ScalarMath.ERF_FAR_7).fma(t, constant(ScalarMath.ERF_FAR_6));
        FloatVector q = constant(ScalarMath.ERF_FAR_5).fma(t, constant(ScalarMath.ERF_FAR_4));
        p = p.fma(t.mul(t), q);
        p = p.fma(t, constant(ScalarMath.ERF_FAR_3));
        p = p.fma(t, constant(ScalarMath.ERF_FAR_2));
        p = p.fma(t, constant(ScalarMath.ERF_FAR_1));
        return p.fma(t, t.neg());
    }

    static FloatVector sigmoid(FloatVector x) {
        return constant(1f).div(exp(x.neg()).add(1f));
    }

    static FloatVector softplus(FloatVector x) {
        FloatVector tail = log1p(exp(x.abs().neg()));
        return tail.blend(x.add(tail), x.compare(VectorOperators.GT, 0f));
    }

    static FloatVector normalShare(FloatVector x) {
        FloatVector half = constant(0.5f);
        return erf(x.mul(ScalarMath.HALF_ROOT)).fma(half, half);
    }

    static FloatVector normalDensity(FloatVector x) {
        return exp(x.mul(-0.5f).mul(x)).mul(ScalarMath.INVERSE_ROOT_TWO_PI);
    }

    private static FloatVector constant(float value) {
        return FloatVector.broadcast(Lanes.SPECIES, value);
    }
}
