package dev.trainyard.engine.kernel;

import static dev.trainyard.engine.kernel.VectorConstants.ONE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Softmax cross-entropy of few columns, for {@link VectorRows}: as many rows as there are lanes at a time, a row to a lane,
 * so that maxima, sums and logarithms of short rows fill the registers too.
 */
final class ShortRows {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;
    /** Columns that {@link RowSums} sums without registers. */
    private static final int MOST = RowSums.SHORT;

    private static final ThreadLocal<float[]> ROOM = ThreadLocal.withInitial(() -> new float[(MOST + 1) * LANES]);
    /** Where {@link #ROOM} has the maxima. */
    private static final int MAXIMA = MOST * LANES;

    private ShortRows() {}

    /**
     * Rows {@code fromRow} up to the answer, as {@link Rows#softmaxCrossEntropy}; the rest does not fill a register.
     *
     * <p>One long method: were it made of small ones, the compiler would inline them into whatever calls this until it gives
     * up on registers. Sums are in the order of {@link Partials}: what is 8, then 4, then 2 columns apart, then neighbors.
     */
    static int crossEntropy(
            Elementwise elementwise,
            float[] logits,
            float[] targets,
            float[] probabilities,
            float[] loss,
            int columns,
            int fromRow,
            int toRow) {
        float[] room = ROOM.get();
        FloatVector zero = FloatVector.zero(SPECIES);
        int limit = Lanes.limit(fromRow, toRow);
        for (int row = fromRow; row < limit; row += LANES) {
            int start = row * columns;
            FloatVector maximum = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
            for (int column = 0; column < columns; column++) {
                for (int lane = 0; lane < LANES; lane++) {
                    room[column * LANES + lane] = logits[start + lane * columns + column];
                }
                maximum = maximum.max(FloatVector.fromArray(SPECIES, room, column * LANES));
            }
            maximum.intoArray(room, MAXIMA);
            for (int i = 0; i < columns * LANES; i += LANES) {
                FloatVector.fromArray(SPECIES, room, i).sub(maximum).intoArray(room, i);
            }
            elementwise.exp(room, room, 0, columns * LANES);
            for (int i = columns * LANES; i < MAXIMA; i += LANES) {
                zero.intoArray(room, i);
            }
            FloatVector sum04 = FloatVector.fromArray(SPECIES, room, 0)
                    .add(zero)
                    .add(FloatVector.fromArray(SPECIES, room, 4 * LANES).add(zero));
            FloatVector sum26 = FloatVector.fromArray(SPECIES, room, 2 * LANES)
                    .add(zero)
                    .add(FloatVector.fromArray(SPECIES, room, 6 * LANES).add(zero));
            FloatVector sum15 = FloatVector.fromArray(SPECIES, room, LANES)
                    .add(zero)
                    .add(FloatVector.fromArray(SPECIES, room, 5 * LANES).add(zero));
            FloatVector sum37 = FloatVector.fromArray(SPECIES, room, 3 * LANES)
                    .add(zero)
                    .add(FloatVector.fromArray(SPECIES, room, 7 * LANES).add(zero));
            FloatVector sum = sum04.add(sum26).add(sum15.add(sum37));
            sum.intoArray(loss, row);
            FloatVector inverse = ONE.div(sum);
            for (int column = 0; column < columns; column++) {
                FloatVector.fromArray(SPECIES, room, column * LANES)
                        .mul(inverse)
                        .intoArray(room, column * LANES);
                for (int lane = 0; lane < LANES; lane++) {
                    probabilities[start + lane * columns + column] = room[column * LANES + lane];
                }
            }
            elementwise.log(loss, loss, row, row + LANES);
            for (int lane = 0; lane < LANES; lane++) {
                int target = (int) targets[row + lane];
                loss[row + lane] -= logits[start + lane * columns + target] - room[MAXIMA + lane];
            }
        }
        return limit;
    }
}
