package dev.trainyard.engine.data;

import dev.trainyard.engine.kernel.Randomness;
import java.util.Arrays;

/**
 * Which rows train and which judge. Both are ascending.
 *
 * @param training rows of the table to learn from
 * @param validation rows of the table to judge by, without a row of {@code training}
 */
@SuppressWarnings("ArrayRecordComponent")
public record Split(int[] training, int[] validation) {
    /** Separates the keys of splits from those of batches. */
    private static final long PURPOSE = 1;

    /**
     * Splits at random.
     *
     * @param rows the rows to split
     * @param fraction part for validation, 0 to below 1; rounded, but at least one row trains
     */
    public static Split of(int[] rows, double fraction, long seed) {
        return stratified(rows, new int[rows.length], fraction, seed);
    }

    /**
     * Splits at random so that every class has its share on both sides, as far as whole rows allow; the sum of the
     * shares is the rounded fraction of all rows. A class with one row trains.
     *
     * @param rows the rows to split
     * @param classes index of the class of each of them
     * @param fraction part for validation, 0 to below 1
     */
    public static Split stratified(int[] rows, int[] classes, double fraction, long seed) {
        if (!(fraction >= 0 && fraction < 1)) {
            throw new IllegalArgumentException("expected a fraction from 0 to below 1, got " + fraction);
        }
        if (fraction == 0) {
            return new Split(rows, new int[0]);
        }
        int[] order = new int[rows.length];
        Randomness.permutation(Randomness.key(seed, PURPOSE), rows.length, order);
        int[] quota = quotas(classes, fraction);
        boolean[] validates = new boolean[rows.length];
        for (int position : order) {
            if (quota[classes[position]] > 0) {
                quota[classes[position]]--;
                validates[position] = true;
            }
        }
        return new Split(select(rows, validates, false), select(rows, validates, true));
    }

    /** Rows for validation per class, by largest remainder. */
    private static int[] quotas(int[] classes, double fraction) {
        int[] counts = new int[Arrays.stream(classes).max().orElse(0) + 1];
        Arrays.stream(classes).forEach(code -> counts[code]++);
        int[] quota = new int[counts.length];
        Arrays.setAll(quota, code -> Math.min((int) (counts[code] * fraction), Math.max(0, counts[code] - 1)));
        long left = Math.round(classes.length * fraction) - Arrays.stream(quota).sum();
        for (; left > 0; left--) {
            int next = -1;
            for (int code = 0; code < quota.length; code++) {
                if (quota[code] < counts[code] - 1
                        && (next < 0 || lacks(counts, quota, code, fraction) > lacks(counts, quota, next, fraction))) {
                    next = code;
                }
            }
            if (next < 0) {
                break;
            }
            quota[next]++;
        }
        return quota;
    }

    private static double lacks(int[] counts, int[] quota, int code, double fraction) {
        return counts[code] * fraction - quota[code];
    }

    private static int[] select(int[] rows, boolean[] validates, boolean wanted) {
        int[] selected = new int[rows.length];
        int count = 0;
        for (int i = 0; i < rows.length; i++) {
            if (validates[i] == wanted) {
                selected[count++] = rows[i];
            }
        }
        return Arrays.copyOf(selected, count);
    }
}
