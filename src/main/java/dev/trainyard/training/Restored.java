package dev.trainyard.training;

import dev.trainyard.engine.train.TrainState;
import org.jspecify.annotations.Nullable;

/**
 * Where a run begins.
 *
 * @param checkpoint what it goes on from; null if from the start
 * @param seconds trained before
 */
record Restored(TrainState state, @Nullable String checkpoint, double seconds) {}
