package dev.trainyard.engine.graph;

import dev.trainyard.engine.kernel.Reductions;
import dev.trainyard.engine.kernel.Worker;

/** Where backward starts: the derivative of the weighted mean loss by each row's weighted loss is {@code 1 / Σ weight}. */
@SuppressWarnings("ArrayRecordComponent")
record Seed(float[] losses, float[] weights, float[] gradient, Reductions reductions) {

    double loss(int rows) {
        double total = reductions.sum(weights, 0, rows);
        return total == 0 ? 0 : reductions.sum(losses, 0, rows) / total;
    }

    /** Every worker sums all weights for itself, which costs less than a barrier. */
    void plant(int rows, Worker worker) {
        double total = reductions.sum(weights, 0, rows);
        float value = total == 0 ? 0 : (float) (1 / total);
        for (int row = worker.from(rows); row < worker.to(rows); row++) {
            gradient[row] = value;
        }
    }
}
