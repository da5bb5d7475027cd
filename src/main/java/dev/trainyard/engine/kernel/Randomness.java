package dev.trainyard.engine.kernel;

/**
 * Counter-based randomness: every number is a pure function of (key, counter), so there is no state to lose, and any
 * worker can draw any of them.
 *
 * <p>Philox4x32-10 of Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (2011): the 128-bit counter holds
 * the index of a block, a block gives four 32-bit words.
 */
public final class Randomness {
    static final int ROUNDS = 10;
    static final long FIRST_MULTIPLIER = 0xD2511F53L;
    static final long SECOND_MULTIPLIER = 0xCD9E8D57L;
    static final int FIRST_WEYL = 0x9E3779B9;
    static final int SECOND_WEYL = 0xBB67AE85;
    static final long LOW = 0xFFFFFFFFL;

    private static final boolean VECTORS = Kernels.unavailableReason().isEmpty();

    private Randomness() {}

    /** A key derived from a seed and a path such as (epoch, step, layer); different paths give unrelated keys. */
    public static long key(long seed, long... path) {
        long key = mix(seed ^ 0x5851F42D4C957F2DL);
        for (long part : path) {
            key = mix(key + 0x9E3779B97F4A7C15L + mix(part));
        }
        return key;
    }

    /** {@link #key(long, long...)} of a path of one part, allocating nothing. */
    public static long key(long seed, long part) {
        return mix(mix(seed ^ 0x5851F42D4C957F2DL) + 0x9E3779B97F4A7C15L + mix(part));
    }

    /** Word number {@code counter} of the stream of this key, uniform over all 32-bit values. */
    public static int word(long key, long counter) {
        long block = block(key, counter >>> 2, 0, (int) (counter & 2));
        return (int) ((counter & 1) == 0 ? block : block >>> 32);
    }

    /** Uniform in [0, 1): a multiple of 2^-24. */
    public static float uniform(long key, long counter) {
        return (word(key, counter) >>> 8) * 0x1p-24f;
    }

    /** Standard normal, by Box and Muller with {@link StrictMath}, from words 2 counter and 2 counter + 1. */
    public static float normal(long key, long counter) {
        long words = block(key, counter >>> 1, 0, (int) (2 * counter & 2)); // both lie in one block
        double radius = ((words & LOW) + 1) * 0x1p-32;
        double angle = (words >>> 32) * 0x1p-32;
        return (float) (StrictMath.sqrt(-2 * StrictMath.log(radius)) * StrictMath.cos(2 * Math.PI * angle));
    }

    /** Writes a random order of 0..n-1 to the first n of {@code out} (Fisher and Yates). */
    public static void permutation(long key, int n, int[] out) {
        for (int i = 0; i < n; i++) {
            out[i] = i;
        }
        int i = n - 1;
        if (i > 0 && (i & 1) == 0) {
            swap(out, i, below(key, i, i + 1));
            i--;
        }
        if (VECTORS) {
            i = PermutationLoops.swapMany(key, i, out);
        }
        for (; i > 0; i -= 2) {
            swapTwo(key, i, out);
        }
    }

    /** For an odd i, whose words and those of i - 1 lie in one block: made once, it takes half the time. */
    private static void swapTwo(long key, int i, int[] out) {
        int c0 = i >>> 1;
        int c1 = 0;
        int c2 = 0;
        int c3 = 0;
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long p0 = FIRST_MULTIPLIER * (c0 & LOW);
            long p1 = SECOND_MULTIPLIER * (c2 & LOW);
            c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
            c1 = (int) p1;
            c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
            c3 = (int) p0;
            k0 += FIRST_WEYL;
            k1 += SECOND_WEYL;
        }
        swap(out, i, scaled((c2 & LOW) | (long) c3 << 32, i + 1));
        swap(out, i - 1, scaled((c0 & LOW) | (long) c1 << 32, i));
    }

    private static void swap(int[] order, int i, int j) {
        int held = order[i];
        order[i] = order[j];
        order[j] = held;
    }

    /** Uniform in 0..bound-1, from 64 random bits: the bias is below 2^-32. */
    public static int below(long key, long counter, int bound) {
        return scaled(block(key, counter >>> 1, 0, (int) (2 * counter & 2)), bound); // both words lie in one block
    }

    private static int scaled(long words, int bound) {
        long high = words & LOW;
        long low = words >>> 32;
        return (int) ((high * bound + ((low * bound) >>> 32)) >>> 32);
    }

    /** Words {@code first} and {@code first + 1} (0 or 2) of one Philox4x32-10 block, the first in the low half. */
    static long block(long key, long counter, long highCounter, int first) {
        int c0 = (int) counter;
        int c1 = (int) (counter >>> 32);
        int c2 = (int) highCounter;
        int c3 = (int) (highCounter >>> 32);
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long p0 = FIRST_MULTIPLIER * (c0 & LOW);
            long p1 = SECOND_MULTIPLIER * (c2 & LOW);
            c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
            c1 = (int) p1;
            c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
            c3 = (int) p0;
            k0 += FIRST_WEYL;
            k1 += SECOND_WEYL;
        }
        return first == 0 ? (c0 & LOW) | (long) c1 << 32 : (c2 & LOW) | (long) c3 << 32;
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long z) {
        long first = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        long second = (first ^ first >>> 27) * 0x94D049BB133111EBL;
        return second ^ second >>> 31;
    }
}
