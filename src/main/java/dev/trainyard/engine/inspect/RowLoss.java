package dev.trainyard.engine.inspect;

/**
 * The loss of one row under the trained weights.
 *
 * @param row number of the row in the dataset
 * @param loss its unweighted loss
 */
public record RowLoss(int row, double loss) {}
