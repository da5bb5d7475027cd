package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Constants as registers full of them. A kernel may hold only so many operations before the compiler stops inlining them
 * and keeps registers in objects; filling a register counts as several, reading a constant as one. Only what changes in a
 * loop must not start as a constant: the compiler would keep it in an object.
 */
final class VectorConstants {
    static final FloatVector ZERO = of(0f);
    static final FloatVector ONE = of(1f);
    static final FloatVector TWO = of(2f);
    static final FloatVector HALF = of(0.5f);
    static final FloatVector MINUS_HALF = of(-0.5f);
    static final FloatVector TWENTY_THREE = of(23f);
    static final FloatVector TWO_TO_23 = of(0x1p23f);
    static final FloatVector NAN = of(Float.NaN);
    static final FloatVector INFINITY = of(Float.POSITIVE_INFINITY);
    static final FloatVector MINUS_INFINITY = of(Float.NEGATIVE_INFINITY);
    /** 0, 1, 2, … */
    static final FloatVector LANE = FloatVector.zero(Lanes.SPECIES).addIndex(1);

    static final FloatVector MIN_NORMAL = of(Float.MIN_NORMAL);
    static final FloatVector MINUS_LN2_HIGH = of(-ScalarMath.LN2_HIGH);
    static final FloatVector MINUS_LN2_LOW = of(-ScalarMath.LN2_LOW);
    static final FloatVector ERF_FAR_1 = of(ScalarMath.ERF_FAR_1);
    static final FloatVector ERF_FAR_2 = of(ScalarMath.ERF_FAR_2);
    static final FloatVector ERF_FAR_3 = of(ScalarMath.ERF_FAR_3);
    static final FloatVector ERF_FAR_4 = of(ScalarMath.ERF_FAR_4);
    static final FloatVector ERF_FAR_5 = of(ScalarMath.ERF_FAR_5);
    static final FloatVector ERF_FAR_6 = of(ScalarMath.ERF_FAR_6);
    static final FloatVector ERF_FAR_7 = of(ScalarMath.ERF_FAR_7);
    static final FloatVector ERF_HIGHEST = of(ScalarMath.ERF_HIGHEST);
    static final FloatVector ERF_NEAR_1 = of(ScalarMath.ERF_NEAR_1);
    static final FloatVector ERF_NEAR_2 = of(ScalarMath.ERF_NEAR_2);
    static final FloatVector ERF_NEAR_3 = of(ScalarMath.ERF_NEAR_3);
    static final FloatVector ERF_NEAR_4 = of(ScalarMath.ERF_NEAR_4);
    static final FloatVector ERF_NEAR_5 = of(ScalarMath.ERF_NEAR_5);
    static final FloatVector ERF_NEAR_6 = of(ScalarMath.ERF_NEAR_6);
    static final FloatVector ERF_SPLIT = of(ScalarMath.ERF_SPLIT);
    static final FloatVector EXPM1_LOWEST = of(ScalarMath.EXPM1_LOWEST);
    static final FloatVector EXP_2 = of(ScalarMath.EXP_2);
    static final FloatVector EXP_3 = of(ScalarMath.EXP_3);
    static final FloatVector EXP_4 = of(ScalarMath.EXP_4);
    static final FloatVector EXP_5 = of(ScalarMath.EXP_5);
    static final FloatVector EXP_6 = of(ScalarMath.EXP_6);
    static final FloatVector EXP_HIGHEST = of(ScalarMath.EXP_HIGHEST);
    static final FloatVector EXP_LOWEST = of(ScalarMath.EXP_LOWEST);
    static final FloatVector HALF_ROOT = of(ScalarMath.HALF_ROOT);
    static final FloatVector INVERSE_ROOT_TWO_PI = of(ScalarMath.INVERSE_ROOT_TWO_PI);
    static final FloatVector LN2 = of(ScalarMath.LN2);
    static final FloatVector LOG2_E = of(ScalarMath.LOG2_E);
    static final FloatVector LOG_2 = of(ScalarMath.LOG_2);
    static final FloatVector LOG_3 = of(ScalarMath.LOG_3);
    static final FloatVector LOG_4 = of(ScalarMath.LOG_4);
    static final FloatVector LOG_5 = of(ScalarMath.LOG_5);
    static final FloatVector LOG_6 = of(ScalarMath.LOG_6);
    static final FloatVector LOG_7 = of(ScalarMath.LOG_7);
    static final FloatVector LOG_8 = of(ScalarMath.LOG_8);
    static final FloatVector LOG_9 = of(ScalarMath.LOG_9);
    static final FloatVector ROUND = of(ScalarMath.ROUND);
    static final FloatVector TANH_1 = of(ScalarMath.TANH_1);
    static final FloatVector TANH_2 = of(ScalarMath.TANH_2);
    static final FloatVector TANH_3 = of(ScalarMath.TANH_3);
    static final FloatVector TANH_4 = of(ScalarMath.TANH_4);
    static final FloatVector TANH_5 = of(ScalarMath.TANH_5);
    static final FloatVector TANH_HIGHEST = of(ScalarMath.TANH_HIGHEST);
    static final FloatVector TANH_SPLIT = of(ScalarMath.TANH_SPLIT);
    static final FloatVector THIRD = of(ScalarMath.THIRD);

    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, Lanes.SPECIES.vectorShape());

    static final IntVector ROUND_BITS = ofInt(ScalarMath.ROUND_BITS);
    static final IntVector ONE_BITS = ofInt(ScalarMath.ONE_BITS);
    static final IntVector TWO_THIRDS_BITS = ofInt(ScalarMath.TWO_THIRDS_BITS);
    static final IntVector EXPONENT_MASK = ofInt(ScalarMath.EXPONENT_MASK);

    private VectorConstants() {}

    private static FloatVector of(float value) {
        return FloatVector.broadcast(Lanes.SPECIES, value);
    }

    private static IntVector ofInt(int value) {
        return IntVector.broadcast(INTS, value);
    }
}
