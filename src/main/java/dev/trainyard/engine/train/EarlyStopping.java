package dev.trainyard.engine.train;

import static dev.trainyard.engine.InvalidDefinition.require;

import java.util.Set;

/**
 * Ends training when a validation metric has not become better for some epochs.
 *
 * @param monitor {@code loss} or a metric of the task, of the validation rows
 * @param patience epochs without a better value that are let pass, at least 1
 * @param minDelta by how much a value must be better to count, at least 0
 * @param restoreBest whether the result is the weights of the best epoch, not of the last
 */
public record EarlyStopping(String monitor, int patience, double minDelta, boolean restoreBest) {
    private static final Set<String> SMALLER_IS_BETTER = Set.of("loss", "log_loss", "rmse", "mae");
    private static final Set<String> LARGER_IS_BETTER = Set.of("accuracy", "macro_f1", "auc", "r2");

    /** On the loss, after 10 epochs, with the best weights. */
    public EarlyStopping() {
        this("loss", 10, 0, true);
    }

    /** Throws {@link dev.trainyard.engine.InvalidDefinition}. */
    public EarlyStopping {
        require(
                SMALLER_IS_BETTER.contains(monitor) || LARGER_IS_BETTER.contains(monitor),
                "monitor",
                "one of loss, log_loss, rmse, mae, accuracy, macro_f1, auc, r2",
                monitor);
        require(patience >= 1, "patience", "at least 1", patience);
        require(minDelta >= 0 && Double.isFinite(minDelta), "minDelta", "at least 0", minDelta);
    }

    /** Whether a value is better than another by more than {@code delta}. */
    boolean better(double value, double than, double delta) {
        return LARGER_IS_BETTER.contains(monitor) ? value > than + delta : value < than - delta;
    }
}
