package dev.trainyard.engine.kernel;

/**
 * Elementary functions from +, *, /, fma and bit operations only, so that every machine and {@link MathLoops} give the
 * same bits; the platform's own may differ between intrinsic and fallback.
 *
 * <p>The polynomials of exp, log and erf are N. Juffa's minimax fits, that of tanh is from Cephes (S. Moshier). The
 * largest errors stand at each function; a test holds them to it over the whole range of floats.
 */
final class ScalarMath {
    /** Adding it rounds to an integer, which then stands in the low bits. */
    static final float ROUND = 0x1.8p23f;

    static final int ROUND_BITS = 0x4B400000;
    static final int ONE_BITS = 0x3F800000;

    static final float LOG2_E = 1.442695f;
    static final float LN2_HIGH = 0x1.62e4p-1f;
    static final float LN2_LOW = 0x1.7f7d1cp-20f;
    static final float LN2 = 0x1.62e43p-1f;

    /** Beyond these, e^x is infinity and 0. */
    static final float EXP_HIGHEST = 89.0f;

    static final float EXP_LOWEST = -105.0f;

    static final float EXP_6 = 0.0013780594f;
    static final float EXP_5 = 0.0083731245f;
    static final float EXP_4 = 0.041669536f;
    static final float EXP_3 = 0.16666472f;
    static final float EXP_2 = 0.49999985f;

    /** Below this, e^x - 1 is -1. */
    static final float EXPM1_LOWEST = -40.0f;

    static final int TWO_THIRDS_BITS = 0x3F2AAAAB;
    static final int EXPONENT_MASK = 0xFF800000;

    static final float LOG_9 = -0.13031006f;
    static final float LOG_8 = 0.14086914f;
    static final float LOG_7 = -0.12148351f;
    static final float LOG_6 = 0.13981485f;
    static final float LOG_5 = -0.16684613f;
    static final float LOG_4 = 0.20012034f;
    static final float LOG_3 = -0.2499962f;
    static final float LOG_2 = 0.33333197f;

    static final float THIRD = 1f / 3f;

    /** Beyond this, tanh is 1. */
    static final float TANH_HIGHEST = 10f;

    static final float TANH_SPLIT = 0.625f;
    static final float TANH_5 = -0.0057049887f;
    static final float TANH_4 = 0.020639088f;
    static final float TANH_3 = -0.053739715f;
    static final float TANH_2 = 0.13331442f;
    static final float TANH_1 = -0.3333328f;

    static final float ERF_SPLIT = 0.9277344f;
    static final float ERF_NEAR_6 = -0.0005967617f;
    static final float ERF_NEAR_5 = 0.0049911942f;
    static final float ERF_NEAR_4 = -0.026768135f;
    static final float ERF_NEAR_3 = 0.112819925f;
    static final float ERF_NEAR_2 = -0.37612534f;
    static final float ERF_NEAR_1 = 0.12837917f;
    static final float ERF_FAR_7 = -1.7285347e-05f;
    static final float ERF_FAR_6 = 0.00038319713f;
    static final float ERF_FAR_5 = -0.0038839644f;
    static final float ERF_FAR_4 = 0.024254622f;
    static final float ERF_FAR_3 = -0.10677788f;
    static final float ERF_FAR_2 = -0.6348467f;
    static final float ERF_FAR_1 = -0.12871751f;
    /** Beyond this, erf is 1; it keeps the polynomial from overflow. */
    static final float ERF_HIGHEST = 10.0f;

    static final float HALF_ROOT = 0x1.6a09e6p-1f;
    static final float INVERSE_ROOT_TWO_PI = 0x1.988454p-2f;

    private ScalarMath() {}

    /** e^x, within 1 ulp. */
    static float exp(float x) {
        float limited = x > EXP_HIGHEST ? EXP_HIGHEST : x;
        limited = limited < EXP_LOWEST ? EXP_LOWEST : limited;
        float rounded = Math.fma(limited, LOG2_E, ROUND);
        float rest = reduced(limited, rounded - ROUND);
        float power = Math.fma(Math.fma(expTail(rest), rest, 1f), rest, 1f);
        int exponent = Float.floatToRawIntBits(rounded) - ROUND_BITS;
        int half = exponent >> 1;
        return power * powerOfTwo(half) * powerOfTwo(exponent - half);
    }

    /** e^x - 1 for x at most 0, within 1 ulp. */
    static float expm1(float x) {
        float limited = x < EXPM1_LOWEST ? EXPM1_LOWEST : x;
        float rounded = Math.fma(limited, LOG2_E, ROUND);
        float rest = reduced(limited, rounded - ROUND);
        float power = Math.fma(expTail(rest) * rest, rest, rest);
        float scale = powerOfTwo(Float.floatToRawIntBits(rounded) - ROUND_BITS);
        return Math.fma(power, scale, scale - 1f);
    }

    private static float reduced(float x, float powers) {
        return Math.fma(powers, -LN2_LOW, Math.fma(powers, -LN2_HIGH, x));
    }

    /** (e^r - 1 - r) / r^2 times r, up to its last factor. */
    private static float expTail(float r) {
        float p = Math.fma(EXP_6, r, EXP_5);
        p = Math.fma(p, r, EXP_4);
        p = Math.fma(p, r, EXP_3);
        return Math.fma(p, r, EXP_2);
    }

    private static float powerOfTwo(int exponent) {
        return Float.intBitsToFloat((exponent << 23) + ONE_BITS);
    }

    /** ln x, within 1 ulp. */
    static float log(float x) {
        boolean small = x < Float.MIN_NORMAL;
        float normal = small ? x * 0x1p23f : x;
        int bits = Float.floatToRawIntBits(normal);
        int exponentBits = (bits - TWO_THIRDS_BITS) & EXPONENT_MASK;
        float exponent = Float.intBitsToFloat((exponentBits >> 23) + ROUND_BITS) - ROUND;
        exponent = small ? exponent - 23f : exponent;
        float result = logNear(Float.intBitsToFloat(bits - exponentBits) - 1f, exponent);
        result = x < Float.POSITIVE_INFINITY ? result : x;
        result = x > 0f ? result : Float.NaN;
        return x == 0f ? Float.NEGATIVE_INFINITY : result;
    }

    /** ln(1 + m) + exponent ln 2 for m in -1/3..1/3. */
    private static float logNear(float m, float exponent) {
        float s = m * m;
        float r = Math.fma(LOG_9, s, LOG_7);
        float t = Math.fma(LOG_8, s, LOG_6);
        r = Math.fma(r, s, LOG_5);
        t = Math.fma(t, s, LOG_4);
        r = Math.fma(r, s, LOG_3);
        r = Math.fma(t, m, r);
        r = Math.fma(r, m, LOG_2);
        r = Math.fma(r, m, -0.5f);
        return Math.fma(exponent, LN2, Math.fma(r, s, m));
    }

    /** ln(1 + u) for u in 0..1, within 2 ulp, as ln 2 + ln(1 + (u - 1) / 2) where u itself is too large for the polynomial. */
    static float log1p(float u) {
        boolean far = u > THIRD;
        return logNear(far ? (u - 1f) * 0.5f : u, far ? 1f : 0f);
    }

    /** tanh x, within 2 ulp. */
    static float tanh(float x) {
        float size = Math.abs(x);
        float limited = size > TANH_HIGHEST ? TANH_HIGHEST : size;
        float far = 1f - 2f / (exp(limited + limited) + 1f);
        return size < TANH_SPLIT ? tanhNear(x) : Math.copySign(far, x);
    }

    private static float tanhNear(float x) {
        float s = x * x;
        float p = Math.fma(TANH_5, s, TANH_4);
        p = Math.fma(p, s, TANH_3);
        p = Math.fma(p, s, TANH_2);
        p = Math.fma(p, s, TANH_1);
        return Math.fma(p * s, x, x);
    }

    /** The error function, within 1 ulp. */
    static float erf(float x) {
        float size = Math.abs(x);
        float far = 1f - exp(erfFar(size > ERF_HIGHEST ? ERF_HIGHEST : size));
        return size > ERF_SPLIT ? Math.copySign(far, x) : erfNear(x);
    }

    private static float erfNear(float x) {
        float s = x * x;
        float p = Math.fma(ERF_NEAR_6, s, ERF_NEAR_5);
        p = Math.fma(p, s, ERF_NEAR_4);
        p = Math.fma(p, s, ERF_NEAR_3);
        p = Math.fma(p, s, ERF_NEAR_2);
        p = Math.fma(p, s, ERF_NEAR_1);
        return Math.fma(p, x, x);
    }

    private static float erfFar(float t) {
        float p = Math.fma(ERF_FAR_7, t, ERF_FAR_6);
        float q = Math.fma(ERF_FAR_5, t, ERF_FAR_4);
        p = Math.fma(p, t * t, q);
        p = Math.fma(p, t, ERF_FAR_3);
        p = Math.fma(p, t, ERF_FAR_2);
        p = Math.fma(p, t, ERF_FAR_1);
        return Math.fma(p, t, -t);
    }

    /** 1 / (1 + e^-x), within 3 ulp for x of at least -87; below, it loses its last digits to underflow. */
    static float sigmoid(float x) {
        return 1f / (1f + exp(-x));
    }

    /** ln(1 + e^x), within 2 ulp. */
    static float softplus(float x) {
        float tail = log1p(exp(-Math.abs(x)));
        return x > 0f ? x + tail : tail;
    }

    /** The share of a standard normal below x. */
    static float normalShare(float x) {
        return Math.fma(erf(x * HALF_ROOT), 0.5f, 0.5f);
    }

    /** The density of a standard normal at x. */
    static float normalDensity(float x) {
        return exp(-0.5f * x * x) * INVERSE_ROOT_TWO_PI;
    }
}
