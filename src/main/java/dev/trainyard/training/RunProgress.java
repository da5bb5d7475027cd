package dev.trainyard.training;

import org.jspecify.annotations.Nullable;

/**
 * How far a run is.
 *
 * @param epoch epochs completed
 * @param step batches trained
 * @param steps batches of all epochs
 * @param batchSize rows of a step
 * @param trainingRows rows of an epoch
 * @param samplesPerSecond training rows per second of this attempt, null before there is a measurement
 * @param etaSeconds time until all epochs are done at that pace
 * @param latest metrics of the last epoch
 * @param best metrics of the best epoch
 */
record RunProgress(
        int epoch,
        long step,
        long steps,
        int batchSize,
        long trainingRows,
        @Nullable Double samplesPerSecond,
        @Nullable Double etaSeconds,
        @Nullable EpochMetrics latest,
        @Nullable EpochMetrics best) {}
