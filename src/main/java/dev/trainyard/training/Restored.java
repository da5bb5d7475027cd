package dev.trainyard.training;

import dev.trainyard.engine.train.TrainState;
import org.jspecify.annotations.Nullable;

/**
 * Where a run begins.
 *
 * @param checkpoint what it goes on from; null if from the start
 * @param seconds trained before
 * @param memory what the run remembered; null at the start
 */
record Restored(
        TrainState state,
        @Nullable String checkpoint,
        double seconds,
        @Nullable RunMemory memory) {}
