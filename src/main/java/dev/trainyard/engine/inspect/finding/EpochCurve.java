package dev.trainyard.engine.inspect.finding;

import dev.trainyard.engine.train.EpochDone;
import java.util.Map;

/**
 * The numbers of one epoch.
 *
 * @param epoch from 1
 * @param step steps done at its end
 * @param training {@code loss} and what else was gathered while training
 * @param validation {@code loss} and metrics; empty without validation rows
 */
public record EpochCurve(int epoch, long step, Map<String, Double> training, Map<String, Double> validation) {
    public EpochCurve {
        training = Map.copyOf(training);
        validation = Map.copyOf(validation);
    }

    /** Of the event. */
    public static EpochCurve of(EpochDone done) {
        return new EpochCurve(done.epoch(), done.step(), done.training(), done.validation());
    }

    double trainingLoss() {
        return training.getOrDefault("loss", Double.NaN);
    }

    double validationLoss() {
        return validation.getOrDefault("loss", Double.NaN);
    }
}
