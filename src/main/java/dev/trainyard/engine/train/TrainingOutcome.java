package dev.trainyard.engine.train;

import dev.trainyard.engine.graph.Parameters;

/**
 * How training ended.
 *
 * @param state where it ended; goes on from there bit for bit after {@link Reason#STOPPED}
 * @param result the weights to use: those of the best epoch if {@link EarlyStopping} restores them, else the last
 */
public record TrainingOutcome(Reason reason, TrainState state, Parameters result) {
    /** Why training ended. */
    public enum Reason {
        /** All epochs are done. */
        COMPLETED,
        /** {@link EarlyStopping} ended it. */
        EARLY_STOPPED,
        /** The observer stopped it. */
        STOPPED,
        /** The loss or the gradient's norm was not finite; the trained weights are those before that step. */
        DIVERGED
    }
}
