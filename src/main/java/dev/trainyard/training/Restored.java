package dev.trainyard.training;

import dev.trainyard.engine.train.TrainState;
import dev.trainyard.web.JsonRecords;
import dev.trainyard.weights.NamedTensors;
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
        @Nullable RunMemory memory) {
    /** The first step. */
    static Restored start(Prepared prepared) {
        return new Restored(TrainState.initial(prepared.network(), prepared.plan()), null, 0, null);
    }

    /**
     * What a checkpoint has.
     *
     * @throws IllegalArgumentException if it has nothing to go on from
     */
    static Restored of(Checkpoint checkpoint, NamedTensors file, Prepared prepared, JsonRecords records) {
        TrainState state = TrainState.of(
                prepared.network(), prepared.plan(), file.tensors(), CheckpointFile.counters(file, records));
        return new Restored(state, checkpoint.id(), CheckpointFile.seconds(file), CheckpointFile.memory(file, records));
    }
}
