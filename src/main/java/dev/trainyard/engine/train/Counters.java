package dev.trainyard.engine.train;

import dev.trainyard.engine.schedule.PlateauState;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a {@link TrainState}: with its tensors everything that decides the next byte.
 *
 * @param step steps done
 * @param epoch epochs done
 * @param batch batches done of the running epoch
 * @param lossSum weighted losses of the running epoch
 * @param weightSum weights of the running epoch
 * @param rows rows of the running epoch
 * @param score right answers, or squared errors in the unit of the data, of the running epoch
 * @param plateau state of the schedule
 * @param bestValue best monitored value so far, null before the first
 * @param bestEpoch epoch of the best value, from 1; 0 before the first
 * @param patienceValue last value that was better by min_delta, null before the first
 * @param badEpochs epochs since then
 * @param rateFactor what {@link TrainState#reduceRate} has made of every learning rate, 1 at first
 */
public record Counters(
        long step,
        int epoch,
        int batch,
        double lossSum,
        double weightSum,
        long rows,
        double score,
        PlateauState plateau,
        @Nullable Double bestValue,
        int bestEpoch,
        @Nullable Double patienceValue,
        int badEpochs,
        double rateFactor) {
    /** Before the first step. */
    public static final Counters START = new Counters(0, 0, 0, 0, 0, 0, 0, PlateauState.START, null, 0, null, 0, 1);
}
