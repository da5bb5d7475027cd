package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link UnitTiles} for one unit whose terms are striped, see {@link MatmulShape#striped}: a register for each stripe, one row of
 * the batch to a lane.
 */
final class StripedUnitTile {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;

    private StripedUnitTile() {}

    /** Computes y of as many rows as there are lanes; value (term, row) of x is at {@code column + term * step + row}. */
    static void run(
            int terms, float[] weights, int from, float bias, float[] x, int column, int step, float[] y, int to) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        FloatVector s8 = s0;
        FloatVector s9 = s0;
        FloatVector s10 = s0;
        FloatVector s11 = s0;
        FloatVector s12 = s0;
        FloatVector s13 = s0;
        FloatVector s14 = s0;
        FloatVector s15 = s0;
        int rest = terms % Partials.COUNT;
        int whole = terms - rest;
        for (int term = 0; term < whole; term += Partials.COUNT) {
            int at = column + term * step;
            int unit = from + term;
            s0 = FloatVector.broadcast(SPECIES, weights[unit]).fma(FloatVector.fromArray(SPECIES, x, at), s0);
            at += step;
            s1 = FloatVector.broadcast(SPECIES, weights[unit + 1]).fma(FloatVector.fromArray(SPECIES, x, at), s1);
            at += step;
            s2 = FloatVector.broadcast(SPECIES, weights[unit + 2]).fma(FloatVector.fromArray(SPECIES, x, at), s2);
            at += step;
            s3 = FloatVector.broadcast(SPECIES, weights[unit + 3]).fma(FloatVector.fromArray(SPECIES, x, at), s3);
            at += step;
            s4 = FloatVector.broadcast(SPECIES, weights[unit + 4]).fma(FloatVector.fromArray(SPECIES, x, at), s4);
            at += step;
            s5 = FloatVector.broadcast(SPECIES, weights[unit + 5]).fma(FloatVector.fromArray(SPECIES, x, at), s5);
            at += step;
            s6 = FloatVector.broadcast(SPECIES, weights[unit + 6]).fma(FloatVector.fromArray(SPECIES, x, at), s6);
            at += step;
            s7 = FloatVector.broadcast(SPECIES, weights[unit + 7]).fma(FloatVector.fromArray(SPECIES, x, at), s7);
            at += step;
            s8 = FloatVector.broadcast(SPECIES, weights[unit + 8]).fma(FloatVector.fromArray(SPECIES, x, at), s8);
            at += step;
            s9 = FloatVector.broadcast(SPECIES, weights[unit + 9]).fma(FloatVector.fromArray(SPECIES, x, at), s9);
            at += step;
            s10 = FloatVector.broadcast(SPECIES, weights[unit + 10]).fma(FloatVector.fromArray(SPECIES, x, at), s10);
            at += step;
            s11 = FloatVector.broadcast(SPECIES, weights[unit + 11]).fma(FloatVector.fromArray(SPECIES, x, at), s11);
            at += step;
            s12 = FloatVector.broadcast(SPECIES, weights[unit + 12]).fma(FloatVector.fromArray(SPECIES, x, at), s12);
            at += step;
            s13 = FloatVector.broadcast(SPECIES, weights[unit + 13]).fma(FloatVector.fromArray(SPECIES, x, at), s13);
            at += step;
            s14 = FloatVector.broadcast(SPECIES, weights[unit + 14]).fma(FloatVector.fromArray(SPECIES, x, at), s14);
            at += step;
            s15 = FloatVector.broadcast(SPECIES, weights[unit + 15]).fma(FloatVector.fromArray(SPECIES, x, at), s15);
        }
        int last = column + terms * step;
        int end = from + terms;
        if (rest >= 1) {
            s15 = FloatVector.broadcast(SPECIES, weights[end - 1])
                    .fma(FloatVector.fromArray(SPECIES, x, last - step), s15);
        }
        if (rest >= 2) {
            s14 = FloatVector.broadcast(SPECIES, weights[end - 2])
                    .fma(FloatVector.fromArray(SPECIES, x, last - 2 * step), s14);
        }
        if (rest >= 3) {
            s13 = FloatVector.broadcast(SPECIES, weights[end - 3])
                    .fma(FloatVector.fromArray(SPECIES, x, last - 3 * step), s13);
        }
        if (rest >= 4) {
            s12 = FloatVector.broadcast(SPECIES, weights[end - 4])
                    .fma(FloatVector.fromArray(SPECIES, x, last - 4 * step), s12);
        }
        if (rest >= 5) {
            s11 = FloatVector.broadcast(SPECIES, weights[end - 5])
                    .fma(FloatVector.fromArray(SPECIES, x, last - 5 * step), s11);
        }
        if (rest >= 6) {
            s10 = FloatVector.broadcast(SPECIES, weights[end - 6])
                    .fma(FloatVector.fromArray(SPECIES, x, last - 6 * step), s10);
        }
        if (rest >= 7) {
            s9 = FloatVector.broadcast(SPECIES, weights[end - 7])
                    .fma(FloatVector.fromArray(SPECIES, x, last - 7 * step), s9);
        }
        if (rest >= 8) {
            s8 = FloatVector.broadcast(SPECIES, weights[end - 8])
                    .fma(FloatVector.fromArray(SPECIES, x, last - 8 * step), s8);
        }
        if (rest >= 9) {
            s7 = FloatVector.broadcast(SPECIES, weights[end - 9])
                    .fma(FloatVector.fromArray(SPECIES, x, last - 9 * step), s7);
        }
        if (rest >= 10) {
            s6 = FloatVector.broadcast(SPECIES, weights[end - 10])
                    .fma(FloatVector.fromArray(SPECIES, x, last - 10 * step), s6);
        }
        if (rest >= 11) {
            s5 = FloatVector.broadcast(SPECIES, weights[end - 11])
                    .fma(FloatVector.fromArray(SPECIES, x, last - 11 * step), s5);
        }
        if (rest >= 12) {
            s4 = FloatVector.broadcast(SPECIES, weights[end - 12])
                    .fma(FloatVector.fromArray(SPECIES, x, last - 12 * step), s4);
        }
        if (rest >= 13) {
            s3 = FloatVector.broadcast(SPECIES, weights[end - 13])
                    .fma(FloatVector.fromArray(SPECIES, x, last - 13 * step), s3);
        }
        if (rest >= 14) {
            s2 = FloatVector.broadcast(SPECIES, weights[end - 14])
                    .fma(FloatVector.fromArray(SPECIES, x, last - 14 * step), s2);
        }
        if (rest >= 15) {
            s1 = FloatVector.broadcast(SPECIES, weights[end - 15])
                    .fma(FloatVector.fromArray(SPECIES, x, last - 15 * step), s1);
        }
        s0 = s0.add(s8);
        s1 = s1.add(s9);
        s2 = s2.add(s10);
        s3 = s3.add(s11);
        s4 = s4.add(s12);
        s5 = s5.add(s13);
        s6 = s6.add(s14);
        s7 = s7.add(s15);
        s0 = s0.add(s4);
        s1 = s1.add(s5);
        s2 = s2.add(s6);
        s3 = s3.add(s7);
        s0 = s0.add(s2);
        s1 = s1.add(s3);
        FloatVector.broadcast(SPECIES, bias).add(s0.add(s1)).intoArray(y, to);
    }
}
