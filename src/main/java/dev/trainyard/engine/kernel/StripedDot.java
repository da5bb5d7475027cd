package dev.trainyard.engine.kernel;

import static dev.trainyard.engine.kernel.VectorConstants.LANE;
import static dev.trainyard.engine.kernel.VectorPartials.BY_1;
import static dev.trainyard.engine.kernel.VectorPartials.BY_2;
import static dev.trainyard.engine.kernel.VectorPartials.BY_4;
import static dev.trainyard.engine.kernel.VectorPartials.BY_8;
import static dev.trainyard.engine.kernel.VectorPartials.FOUR;
import static dev.trainyard.engine.kernel.VectorPartials.TWO;
import static jdk.incubator.vector.VectorOperators.GE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** One element of {@link StripedMatmul}, its stripes in as many registers as they need. */
final class StripedDot {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private StripedDot() {}

    static float of(int terms, float[] x, int from, float[] y, int yFrom) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int rest = terms % Partials.COUNT;
        int limit = from + terms - rest;
        int shift = yFrom - from;
        for (int i = from; i < limit; i += Partials.COUNT) {
            int j = i + shift;
            a = FloatVector.fromArray(SPECIES, x, i).fma(FloatVector.fromArray(SPECIES, y, j), a);
            b = TWO
                    ? FloatVector.fromArray(SPECIES, x, i + LANES).fma(FloatVector.fromArray(SPECIES, y, j + LANES), b)
                    : b;
            c = FOUR
                    ? FloatVector.fromArray(SPECIES, x, i + 2 * LANES)
                            .fma(FloatVector.fromArray(SPECIES, y, j + 2 * LANES), c)
                    : c;
            d = FOUR
                    ? FloatVector.fromArray(SPECIES, x, i + 3 * LANES)
                            .fma(FloatVector.fromArray(SPECIES, y, j + 3 * LANES), d)
                    : d;
        }
        if (rest > 0) {
            int i = from + terms - Partials.COUNT;
            int j = i + shift;
            float first = Partials.COUNT - rest;
            a = a.blend(
                    FloatVector.fromArray(SPECIES, x, i).fma(FloatVector.fromArray(SPECIES, y, j), a),
                    LANE.compare(GE, first));
            b = TWO
                    ? b.blend(
                            FloatVector.fromArray(SPECIES, x, i + LANES)
                                    .fma(FloatVector.fromArray(SPECIES, y, j + LANES), b),
                            LANE.compare(GE, first - LANES))
                    : b;
            c = FOUR
                    ? c.blend(
                            FloatVector.fromArray(SPECIES, x, i + 2 * LANES)
                                    .fma(FloatVector.fromArray(SPECIES, y, j + 2 * LANES), c),
                            LANE.compare(GE, first - 2 * LANES))
                    : c;
            d = FOUR
                    ? d.blend(
                            FloatVector.fromArray(SPECIES, x, i + 3 * LANES)
                                    .fma(FloatVector.fromArray(SPECIES, y, j + 3 * LANES), d),
                            LANE.compare(GE, first - 3 * LANES))
                    : d;
        }
        FloatVector sums = FOUR ? a.add(c).add(b.add(d)) : TWO ? a.add(b) : a;
        sums = TWO ? sums : sums.add(sums.rearrange(BY_8));
        sums = FOUR ? sums : sums.add(sums.rearrange(BY_4));
        sums = sums.add(sums.rearrange(BY_2));
        return sums.add(sums.rearrange(BY_1)).lane(0);
    }
}
