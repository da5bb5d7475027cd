package dev.trainyard.engine.train;

import java.util.Map;

/**
 * An epoch is done, its validation included.
 *
 * @param epoch number of the epoch, from 1
 * @param step steps done so far
 * @param training {@code loss} and {@code accuracy} or {@code rmse}, gathered while the weights changed
 * @param validation {@code loss} and all metrics of the task with the weights of this epoch; empty without validation
 * @param best whether no epoch before was better; false without validation
 * @param samplesPerSecond training rows per second of this run's part of the epoch, validation not counted
 */
public record EpochDone(
        int epoch,
        long step,
        Map<String, Double> training,
        Map<String, Double> validation,
        boolean best,
        double samplesPerSecond)
        implements TrainingEvent {
    public EpochDone {
        training = Map.copyOf(training);
        validation = Map.copyOf(validation);
    }
}
