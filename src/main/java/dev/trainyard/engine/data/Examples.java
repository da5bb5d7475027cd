package dev.trainyard.engine.data;

import dev.trainyard.engine.kernel.Worker;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a network learns from or is judged by: features, targets and a weight for each row.
 *
 * @param weights one weight per row for its part of the loss; all 1 if null
 */
@SuppressWarnings("ArrayRecordComponent")
public record Examples(Features features, Targets targets, float @Nullable [] weights) {
    public Examples {
        int rows = features.rows();
        if (rows == 0) {
            throw new InvalidData(InvalidData.Code.NO_ROWS, "", "expected at least one row, got none");
        }
        if (targets.rows() != rows || (weights != null && weights.length != rows)) {
            throw new IllegalArgumentException(
                    "expected targets and weights of %d rows, got %d targets".formatted(rows, targets.rows()));
        }
    }

    /** Examples that all count the same. */
    public static Examples of(Features features, Targets targets) {
        return new Examples(features, targets, null);
    }

    public int rows() {
        return features.rows();
    }

    /**
     * Writes a batch: this worker's rows of the features, targets and weights.
     *
     * @param index row numbers in the order of the epoch
     * @param from position in {@code index} of the batch's row 0
     * @param count rows of the batch
     * @param x [count, features.width()]
     * @param y [count, targets.width()]
     * @param w [count]
     */
    public void gather(int[] index, int from, int count, float[] x, float[] y, float[] w, Worker worker) {
        int fromRow = worker.from(count);
        int toRow = worker.to(count);
        features.gather(index, from, x, fromRow, toRow);
        targets.gather(index, from, y, fromRow, toRow);
        if (weights == null) {
            Arrays.fill(w, fromRow, toRow, 1);
            return;
        }
        for (int row = fromRow; row < toRow; row++) {
            w[row] = weights[index[from + row]];
        }
    }
}
