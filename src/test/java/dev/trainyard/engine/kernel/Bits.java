package dev.trainyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

/** Arrays of awkward floats, and their comparison bit for bit (any NaN equals any NaN: which one is the machine's choice). */
final class Bits {
    private static final float[] SPECIAL = {
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        -0f,
        0f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL / 2,
        -Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        1f,
        -1f,
        0.5f,
        88.8f,
        -104f
    };

    private Bits() {}

    /** Normal numbers, a pure function of the key. */
    static float[] normal(long key, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = Randomness.normal(key, i);
        }
        return values;
    }

    /** Numbers in -1..1, a pure function of the key. */
    static float[] uniform(long key, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = Randomness.uniform(key, i) * 2 - 1;
        }
        return values;
    }

    /** Normal numbers of all magnitudes, every third one special. */
    static float[] awkward(long key, int size) {
        float[] values = normal(key, size);
        for (int i = 0; i < size; i++) {
            int word = Randomness.word(key + 1, i);
            if (word % 3 == 0) {
                values[i] = SPECIAL[(word >>> 8) % SPECIAL.length];
            } else if (word % 3 == 1) {
                values[i] = Math.scalb(values[i], (word >>> 8) % 24 - 12);
            }
        }
        return values;
    }

    static void assertSame(float[] actual, float[] expected, String what) {
        assertThat(actual.length).as(what).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            if (Float.floatToIntBits(actual[i]) != Float.floatToIntBits(expected[i])) {
                assertThat(actual[i]).as("%s, element %d", what, i).isEqualTo(expected[i]);
                assertThat(Float.floatToIntBits(actual[i]))
                        .as("%s, bits of element %d", what, i)
                        .isEqualTo(Float.floatToIntBits(expected[i]));
            }
        }
    }
}
