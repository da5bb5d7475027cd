package dev.trainyard.engine.inspect.finding;

import dev.trainyard.engine.train.EpochDone;
import java.util.Map;

/**
 * What the rules read of one epoch; NaN stands for what was not measured.
 *
 * @param epoch from 1
 * @param step steps done at its end
 * @param trainingLoss gathered while training
 * @param validationLoss mean loss of the validation rows
 * @param accuracy of the validation rows
 * @param macroF1 of the validation rows
 */
public record EpochCurve(
        int epoch, long step, double trainingLoss, double validationLoss, double accuracy, double macroF1) {

    /** Of metrics by their names. */
    public static EpochCurve of(int epoch, long step, Map<String, Double> training, Map<String, Double> validation) {
        return new EpochCurve(
                epoch,
                step,
                training.getOrDefault("loss", Double.NaN),
                validation.getOrDefault("loss", Double.NaN),
                validation.getOrDefault("accuracy", Double.NaN),
                validation.getOrDefault("macro_f1", Double.NaN));
    }

    /** Of the event. */
    public static EpochCurve of(EpochDone done) {
        return of(done.epoch(), done.step(), done.training(), done.validation());
    }
}
