package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The loops of {@link GatheredMatmuls#addByColumns} with SIMD: four rows of sums by one register of columns. */
final class ColumnProducts {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private ColumnProducts() {}

    static void add(Gather patches, float[] x, float[] y, int columns, float[] sums) {
        int[] outer = patches.outer();
        int[] terms = patches.terms();
        int limit = Lanes.limit(0, columns);
        for (int column = 0; column < limit; column += LANES) {
            for (int row = 0; row < outer.length; row += 4) {
                for (int block = 0; block < terms.length; block += GatheredMatmul.BLOCK) {
                    add(outer, row, terms, block, x, y, columns, column, sums);
                }
            }
        }
        ScalarGatheredMatmul.addByColumns(patches, x, y, columns, limit, sums);
    }

    /** Rows after the last one come out as copies of it, and are dropped. */
    private static void add(
            int[] outer, int row, int[] terms, int block, float[] x, float[] y, int columns, int column, float[] sums) {
        int last = outer.length - 1 - row;
        int at0 = outer[row] + column;
        int at1 = outer[row + Math.min(1, last)] + column;
        int at2 = outer[row + Math.min(2, last)] + column;
        int at3 = outer[row + Math.min(3, last)] + column;
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        FloatVector sum3 = sum0;
        int end = Math.min(terms.length, block + GatheredMatmul.BLOCK);
        for (int term = block; term < end; term++) {
            int offset = terms[term];
            FloatVector factor = FloatVector.fromArray(SPECIES, y, term * columns + column);
            sum0 = factor.fma(FloatVector.fromArray(SPECIES, x, at0 + offset), sum0);
            sum1 = factor.fma(FloatVector.fromArray(SPECIES, x, at1 + offset), sum1);
            sum2 = factor.fma(FloatVector.fromArray(SPECIES, x, at2 + offset), sum2);
            sum3 = factor.fma(FloatVector.fromArray(SPECIES, x, at3 + offset), sum3);
        }
        int to = row * columns + column;
        FloatVector.fromArray(SPECIES, sums, to).add(sum0).intoArray(sums, to);
        if (last > 0) {
            FloatVector.fromArray(SPECIES, sums, to + columns).add(sum1).intoArray(sums, to + columns);
        }
        if (last > 1) {
            FloatVector.fromArray(SPECIES, sums, to + 2 * columns).add(sum2).intoArray(sums, to + 2 * columns);
        }
        if (last > 2) {
            FloatVector.fromArray(SPECIES, sums, to + 3 * columns).add(sum3).intoArray(sums, to + 3 * columns);
        }
    }
}
