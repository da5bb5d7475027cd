package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Packing: a block of a matrix laid out in the order in which the tile reads it. A panel holds, for each term, the
 * values of {@code width} neighboring rows or columns; what lies beyond the matrix is zero.
 *
 * <p>Where the width is no multiple of the lanes, a register's surplus falls on the places of the next terms and is overwritten
 * by them; the last terms are therefore left to plain loops.
 */
final class Panels {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;
    private static final int TERMS_AT_A_TIME = 16;

    private Panels() {}

    /** From a matrix whose rows run along the terms: value (i, term) is at {@code from + i * step + term}. */
    static void packAcross(
            float[] x, int from, int step, int count, int terms, int width, float[] panel, int to, float[] square) {
        across(x, from, step, count, terms, width, panel, to, square);
        clear(count, terms, width, panel, to);
    }

    /** From a matrix whose columns run along the terms: value (i, term) is at {@code from + term * step + i}. */
    static void packAlong(float[] x, int from, int step, int count, int terms, int width, float[] panel, int to) {
        along(x, from, step, count, terms, width, panel, to);
        clear(count, terms, width, panel, to);
    }

    /** {@link #packAcross} into a panel that is already zero beyond the matrix. */
    static void across(
            float[] x, int from, int step, int count, int terms, int width, float[] panel, int to, float[] square) {
        boolean eight = LANES == 16 && width == 8 && count == 8;
        int surplus = eight ? 0 : termsOfSurplus(width);
        int whole = count == width ? SPECIES.loopBound(Math.max(0, terms - surplus)) : 0;
        for (int term = 0; eight && term < whole; term += LANES) {
            Transpose.panelOfEight(x, from + term, step, panel, to + term * width);
        }
        for (int term = 0; !eight && term < whole; term += LANES) {
            // from the last group to the first, whose surplus must not stay
            for (int i = (width - 1) / LANES * LANES; i >= 0; i -= LANES) {
                int last = Math.min(LANES, width - i) - 1;
                Transpose.square(x, from + i * step + term, step, last, panel, to + term * width + i, width, square);
            }
        }
        for (int i = 0; i < count; i++) {
            int source = from + i * step;
            for (int term = whole; term < terms; term++) {
                panel[to + term * width + i] = x[source + term];
            }
        }
    }

    /**
     * {@link #packAlong} for neighboring panels, whose whole width lies in the matrix but for the last: some terms of all,
     * then the next ones, so that it reads along the rows and not down a column of cache lines.
     *
     * @param count columns of the matrix in all panels together
     * @param apart distance between panels
     */
    static void packAlong(
            float[] x, int from, int step, int count, int terms, int width, float[] panels, int to, int apart) {
        for (int term = 0; term < terms; term += TERMS_AT_A_TIME) {
            int end = Math.min(terms, term + TERMS_AT_A_TIME);
            for (int i = 0, at = to; i < count; i += width, at += apart) {
                along(x, from + i, step, Math.min(width, count - i), term, end, terms, width, panels, at);
            }
        }
        int last = (count - 1) / width;
        clear(count - last * width, terms, width, panels, to + last * apart);
    }

    /** {@link #packAlong} into a panel that is already zero beyond the matrix. */
    static void along(float[] x, int from, int step, int count, int terms, int width, float[] panel, int to) {
        along(x, from, step, count, 0, terms, terms, width, panel, to);
    }

    private static void along(
            float[] x, int from, int step, int count, int term, int end, int terms, int width, float[] panel, int to) {
        int registers = Math.ceilDiv(width, LANES) * LANES;
        int readable = Math.min(terms - termsOfSurplus(width), wholeTerms(x.length - from - registers, step));
        int whole = count == width ? Math.clamp(readable, term, end) : term;
        for (int t = term; t < whole; t++) {
            int source = from + t * step;
            int target = to + t * width;
            for (int i = 0; i < width; i += LANES) {
                FloatVector.fromArray(SPECIES, x, source + i).intoArray(panel, target + i);
            }
        }
        for (int t = whole; t < end; t++) {
            System.arraycopy(x, from + t * step, panel, to + t * width, count);
        }
    }

    /** On how many next terms a register's surplus falls. */
    private static int termsOfSurplus(int width) {
        return Math.ceilDiv(Math.ceilDiv(width, LANES) * LANES - width, width);
    }

    /** How many terms can read their last register inside the array. */
    private static int wholeTerms(int room, int step) {
        return room < 0 ? 0 : room / step + 1;
    }

    private static void clear(int count, int terms, int width, float[] panel, int to) {
        for (int i = count; i < width; i++) {
            for (int term = 0; term < terms; term++) {
                panel[to + term * width + i] = 0f;
            }
        }
    }
}
