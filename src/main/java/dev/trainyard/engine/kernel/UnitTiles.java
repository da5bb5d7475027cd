package dev.trainyard.engine.kernel;

import static dev.trainyard.engine.kernel.VectorConstants.ZERO;
import static jdk.incubator.vector.VectorOperators.LE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of {@link LaneLayer} on the way forward: y = bias + weights x with the rows of the batch in lanes, all sums
 * in registers.
 *
 * <p>Rows of weights lie {@link #STEP} apart, which the compiler knows, so that one address does for all rows of a tile. Those
 * of x and of y lie {@code step} apart. What is not above a floor becomes 0, where the floor is a number.
 */
final class UnitTiles {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;
    /** Terms up to which rows of weights fit. */
    static final int MOST_TERMS = 128;
    /** An odd number of cache lines, for rows to spread over all sets of the cache. */
    static final int STEP = MOST_TERMS + 16;

    private UnitTiles() {}

    /**
     * Copies 8 rows of at least a register of weights to where they are {@link #STEP} apart, and for those after the
     * {@code last} one that again.
     */
    static void spread(float[] weights, int from, int terms, int last, float[] to) {
        int row1 = from + Math.min(1, last) * terms;
        int row2 = from + Math.min(2, last) * terms;
        int row3 = from + Math.min(3, last) * terms;
        int row4 = from + Math.min(4, last) * terms;
        int row5 = from + Math.min(5, last) * terms;
        int row6 = from + Math.min(6, last) * terms;
        int row7 = from + Math.min(7, last) * terms;
        for (int term = 0; term < terms; term += LANES) {
            int at = Math.min(term, terms - LANES);
            FloatVector.fromArray(SPECIES, weights, from + at).intoArray(to, at);
            FloatVector.fromArray(SPECIES, weights, row1 + at).intoArray(to, at + STEP);
            FloatVector.fromArray(SPECIES, weights, row2 + at).intoArray(to, at + 2 * STEP);
            FloatVector.fromArray(SPECIES, weights, row3 + at).intoArray(to, at + 3 * STEP);
            FloatVector.fromArray(SPECIES, weights, row4 + at).intoArray(to, at + 4 * STEP);
            FloatVector.fromArray(SPECIES, weights, row5 + at).intoArray(to, at + 5 * STEP);
            FloatVector.fromArray(SPECIES, weights, row6 + at).intoArray(to, at + 6 * STEP);
            FloatVector.fromArray(SPECIES, weights, row7 + at).intoArray(to, at + 7 * STEP);
        }
    }

    /**
     * Computes a tile of 8 units or of 4, one register wide or two; not every one of these is there.
     *
     * @param row the first unit of the tile among those whose weights are here
     * @param bias of all units of the layer, read up to the end of the tile
     * @param unit the first whose weights are here
     * @param floor 0 for ReLU, NaN for none
     */
    static void run(
            int units,
            boolean wide,
            int terms,
            float[] weights,
            int row,
            float[] bias,
            int unit,
            float[] x,
            int column,
            int step,
            float floor,
            float[] y) {
        if (!wide) {
            eightByOne(terms, weights, row, bias, unit, x, column, step, floor, y);
        } else if (units == 8) {
            eightByTwo(terms, weights, row, bias, unit, x, column, step, floor, y);
        } else {
            fourByTwo(terms, weights, row, bias, unit, x, column, step, floor, y);
        }
    }

    /** 8 units by two registers, for machines with 32 vector registers. */
    private static void eightByTwo(
            int terms,
            float[] weights,
            int row,
            float[] bias,
            int unit,
            float[] x,
            int column,
            int step,
            float floor,
            float[] y) {
        FloatVector y00 = FloatVector.zero(SPECIES);
        FloatVector y01 = y00;
        FloatVector y10 = y00;
        FloatVector y11 = y00;
        FloatVector y20 = y00;
        FloatVector y21 = y00;
        FloatVector y30 = y00;
        FloatVector y31 = y00;
        FloatVector y40 = y00;
        FloatVector y41 = y00;
        FloatVector y50 = y00;
        FloatVector y51 = y00;
        FloatVector y60 = y00;
        FloatVector y61 = y00;
        FloatVector y70 = y00;
        FloatVector y71 = y00;
        for (int term = 0; term < terms; term++) {
            int w = row * STEP + term;
            int at = column + term * step;
            FloatVector x0 = FloatVector.fromArray(SPECIES, x, at);
            FloatVector x1 = FloatVector.fromArray(SPECIES, x, at + LANES);
            FloatVector w0 = FloatVector.broadcast(SPECIES, weights[w]);
            y00 = w0.fma(x0, y00);
            y01 = w0.fma(x1, y01);
            FloatVector w1 = FloatVector.broadcast(SPECIES, weights[w + STEP]);
            y10 = w1.fma(x0, y10);
            y11 = w1.fma(x1, y11);
            FloatVector w2 = FloatVector.broadcast(SPECIES, weights[w + 2 * STEP]);
            y20 = w2.fma(x0, y20);
            y21 = w2.fma(x1, y21);
            FloatVector w3 = FloatVector.broadcast(SPECIES, weights[w + 3 * STEP]);
            y30 = w3.fma(x0, y30);
            y31 = w3.fma(x1, y31);
            FloatVector w4 = FloatVector.broadcast(SPECIES, weights[w + 4 * STEP]);
            y40 = w4.fma(x0, y40);
            y41 = w4.fma(x1, y41);
            FloatVector w5 = FloatVector.broadcast(SPECIES, weights[w + 5 * STEP]);
            y50 = w5.fma(x0, y50);
            y51 = w5.fma(x1, y51);
            FloatVector w6 = FloatVector.broadcast(SPECIES, weights[w + 6 * STEP]);
            y60 = w6.fma(x0, y60);
            y61 = w6.fma(x1, y61);
            FloatVector w7 = FloatVector.broadcast(SPECIES, weights[w + 7 * STEP]);
            y70 = w7.fma(x0, y70);
            y71 = w7.fma(x1, y71);
        }
        FloatVector zero = FloatVector.broadcast(SPECIES, floor);
        int to = (unit + row) * step + column;
        y00 = FloatVector.broadcast(SPECIES, bias[unit + row]).add(y00);
        y00.blend(ZERO, y00.compare(LE, zero)).intoArray(y, to);
        y01 = FloatVector.broadcast(SPECIES, bias[unit + row]).add(y01);
        y01.blend(ZERO, y01.compare(LE, zero)).intoArray(y, to + LANES);
        y10 = FloatVector.broadcast(SPECIES, bias[unit + row + 1]).add(y10);
        y10.blend(ZERO, y10.compare(LE, zero)).intoArray(y, to + step);
        y11 = FloatVector.broadcast(SPECIES, bias[unit + row + 1]).add(y11);
        y11.blend(ZERO, y11.compare(LE, zero)).intoArray(y, to + step + LANES);
        y20 = FloatVector.broadcast(SPECIES, bias[unit + row + 2]).add(y20);
        y20.blend(ZERO, y20.compare(LE, zero)).intoArray(y, to + 2 * step);
        y21 = FloatVector.broadcast(SPECIES, bias[unit + row + 2]).add(y21);
        y21.blend(ZERO, y21.compare(LE, zero)).intoArray(y, to + 2 * step + LANES);
        y30 = FloatVector.broadcast(SPECIES, bias[unit + row + 3]).add(y30);
        y30.blend(ZERO, y30.compare(LE, zero)).intoArray(y, to + 3 * step);
        y31 = FloatVector.broadcast(SPECIES, bias[unit + row + 3]).add(y31);
        y31.blend(ZERO, y31.compare(LE, zero)).intoArray(y, to + 3 * step + LANES);
        y40 = FloatVector.broadcast(SPECIES, bias[unit + row + 4]).add(y40);
        y40.blend(ZERO, y40.compare(LE, zero)).intoArray(y, to + 4 * step);
        y41 = FloatVector.broadcast(SPECIES, bias[unit + row + 4]).add(y41);
        y41.blend(ZERO, y41.compare(LE, zero)).intoArray(y, to + 4 * step + LANES);
        y50 = FloatVector.broadcast(SPECIES, bias[unit + row + 5]).add(y50);
        y50.blend(ZERO, y50.compare(LE, zero)).intoArray(y, to + 5 * step);
        y51 = FloatVector.broadcast(SPECIES, bias[unit + row + 5]).add(y51);
        y51.blend(ZERO, y51.compare(LE, zero)).intoArray(y, to + 5 * step + LANES);
        y60 = FloatVector.broadcast(SPECIES, bias[unit + row + 6]).add(y60);
        y60.blend(ZERO, y60.compare(LE, zero)).intoArray(y, to + 6 * step);
        y61 = FloatVector.broadcast(SPECIES, bias[unit + row + 6]).add(y61);
        y61.blend(ZERO, y61.compare(LE, zero)).intoArray(y, to + 6 * step + LANES);
        y70 = FloatVector.broadcast(SPECIES, bias[unit + row + 7]).add(y70);
        y70.blend(ZERO, y70.compare(LE, zero)).intoArray(y, to + 7 * step);
        y71 = FloatVector.broadcast(SPECIES, bias[unit + row + 7]).add(y71);
        y71.blend(ZERO, y71.compare(LE, zero)).intoArray(y, to + 7 * step + LANES);
    }
    /** 8 units by one register, for few rows. */
    private static void eightByOne(
            int terms,
            float[] weights,
            int row,
            float[] bias,
            int unit,
            float[] x,
            int column,
            int step,
            float floor,
            float[] y) {
        FloatVector y00 = FloatVector.zero(SPECIES);
        FloatVector y10 = y00;
        FloatVector y20 = y00;
        FloatVector y30 = y00;
        FloatVector y40 = y00;
        FloatVector y50 = y00;
        FloatVector y60 = y00;
        FloatVector y70 = y00;
        for (int term = 0; term < terms; term++) {
            int w = row * STEP + term;
            int at = column + term * step;
            FloatVector x0 = FloatVector.fromArray(SPECIES, x, at);
            FloatVector w0 = FloatVector.broadcast(SPECIES, weights[w]);
            y00 = w0.fma(x0, y00);
            FloatVector w1 = FloatVector.broadcast(SPECIES, weights[w + STEP]);
            y10 = w1.fma(x0, y10);
            FloatVector w2 = FloatVector.broadcast(SPECIES, weights[w + 2 * STEP]);
            y20 = w2.fma(x0, y20);
            FloatVector w3 = FloatVector.broadcast(SPECIES, weights[w + 3 * STEP]);
            y30 = w3.fma(x0, y30);
            FloatVector w4 = FloatVector.broadcast(SPECIES, weights[w + 4 * STEP]);
            y40 = w4.fma(x0, y40);
            FloatVector w5 = FloatVector.broadcast(SPECIES, weights[w + 5 * STEP]);
            y50 = w5.fma(x0, y50);
            FloatVector w6 = FloatVector.broadcast(SPECIES, weights[w + 6 * STEP]);
            y60 = w6.fma(x0, y60);
            FloatVector w7 = FloatVector.broadcast(SPECIES, weights[w + 7 * STEP]);
            y70 = w7.fma(x0, y70);
        }
        FloatVector zero = FloatVector.broadcast(SPECIES, floor);
        int to = (unit + row) * step + column;
        y00 = FloatVector.broadcast(SPECIES, bias[unit + row]).add(y00);
        y00.blend(ZERO, y00.compare(LE, zero)).intoArray(y, to);
        y10 = FloatVector.broadcast(SPECIES, bias[unit + row + 1]).add(y10);
        y10.blend(ZERO, y10.compare(LE, zero)).intoArray(y, to + step);
        y20 = FloatVector.broadcast(SPECIES, bias[unit + row + 2]).add(y20);
        y20.blend(ZERO, y20.compare(LE, zero)).intoArray(y, to + 2 * step);
        y30 = FloatVector.broadcast(SPECIES, bias[unit + row + 3]).add(y30);
        y30.blend(ZERO, y30.compare(LE, zero)).intoArray(y, to + 3 * step);
        y40 = FloatVector.broadcast(SPECIES, bias[unit + row + 4]).add(y40);
        y40.blend(ZERO, y40.compare(LE, zero)).intoArray(y, to + 4 * step);
        y50 = FloatVector.broadcast(SPECIES, bias[unit + row + 5]).add(y50);
        y50.blend(ZERO, y50.compare(LE, zero)).intoArray(y, to + 5 * step);
        y60 = FloatVector.broadcast(SPECIES, bias[unit + row + 6]).add(y60);
        y60.blend(ZERO, y60.compare(LE, zero)).intoArray(y, to + 6 * step);
        y70 = FloatVector.broadcast(SPECIES, bias[unit + row + 7]).add(y70);
        y70.blend(ZERO, y70.compare(LE, zero)).intoArray(y, to + 7 * step);
    }
    /** 4 units by two registers, for few units, and for machines with 16 vector registers. */
    private static void fourByTwo(
            int terms,
            float[] weights,
            int row,
            float[] bias,
            int unit,
            float[] x,
            int column,
            int step,
            float floor,
            float[] y) {
        FloatVector y00 = FloatVector.zero(SPECIES);
        FloatVector y01 = y00;
        FloatVector y10 = y00;
        FloatVector y11 = y00;
        FloatVector y20 = y00;
        FloatVector y21 = y00;
        FloatVector y30 = y00;
        FloatVector y31 = y00;
        for (int term = 0; term < terms; term++) {
            int w = row * STEP + term;
            int at = column + term * step;
            FloatVector x0 = FloatVector.fromArray(SPECIES, x, at);
            FloatVector x1 = FloatVector.fromArray(SPECIES, x, at + LANES);
            FloatVector w0 = FloatVector.broadcast(SPECIES, weights[w]);
            y00 = w0.fma(x0, y00);
            y01 = w0.fma(x1, y01);
            FloatVector w1 = FloatVector.broadcast(SPECIES, weights[w + STEP]);
            y10 = w1.fma(x0, y10);
            y11 = w1.fma(x1, y11);
            FloatVector w2 = FloatVector.broadcast(SPECIES, weights[w + 2 * STEP]);
            y20 = w2.fma(x0, y20);
            y21 = w2.fma(x1, y21);
            FloatVector w3 = FloatVector.broadcast(SPECIES, weights[w + 3 * STEP]);
            y30 = w3.fma(x0, y30);
            y31 = w3.fma(x1, y31);
        }
        FloatVector zero = FloatVector.broadcast(SPECIES, floor);
        int to = (unit + row) * step + column;
        y00 = FloatVector.broadcast(SPECIES, bias[unit + row]).add(y00);
        y00.blend(ZERO, y00.compare(LE, zero)).intoArray(y, to);
        y01 = FloatVector.broadcast(SPECIES, bias[unit + row]).add(y01);
        y01.blend(ZERO, y01.compare(LE, zero)).intoArray(y, to + LANES);
        y10 = FloatVector.broadcast(SPECIES, bias[unit + row + 1]).add(y10);
        y10.blend(ZERO, y10.compare(LE, zero)).intoArray(y, to + step);
        y11 = FloatVector.broadcast(SPECIES, bias[unit + row + 1]).add(y11);
        y11.blend(ZERO, y11.compare(LE, zero)).intoArray(y, to + step + LANES);
        y20 = FloatVector.broadcast(SPECIES, bias[unit + row + 2]).add(y20);
        y20.blend(ZERO, y20.compare(LE, zero)).intoArray(y, to + 2 * step);
        y21 = FloatVector.broadcast(SPECIES, bias[unit + row + 2]).add(y21);
        y21.blend(ZERO, y21.compare(LE, zero)).intoArray(y, to + 2 * step + LANES);
        y30 = FloatVector.broadcast(SPECIES, bias[unit + row + 3]).add(y30);
        y30.blend(ZERO, y30.compare(LE, zero)).intoArray(y, to + 3 * step);
        y31 = FloatVector.broadcast(SPECIES, bias[unit + row + 3]).add(y31);
        y31.blend(ZERO, y31.compare(LE, zero)).intoArray(y, to + 3 * step + LANES);
    }
}
