package dev.trainyard.engine.inspect.finding;

import dev.trainyard.engine.inspect.FlowSample;
import java.util.List;

/** For several epochs every layer moves by under 1e-5 of its weights a step, and the loss has hardly fallen. */
record LearningRateTooLow() implements Rule {

    private static final int EPOCHS = 3;
    private static final int SAMPLES = 3;
    private static final double RATIO = 1e-5;
    private static final double HARDLY = 0.9;

    @Override
    public List<Finding> look(History history) {
        if (history.epochs().size() < EPOCHS) {
            return List.of();
        }
        EpochCurve first = history.epochs().getFirst();
        EpochCurve last = history.epochs().getLast();
        if (last.trainingLoss() >= first.trainingLoss() || last.trainingLoss() < HARDLY * first.trainingLoss()) {
            return List.of();
        }
        List<FlowSample> latest = history.latest(SAMPLES);
        if (latest.isEmpty() || !latest.stream().allMatch(LearningRateTooLow::creeps)) {
            return List.of();
        }
        FlowSample now = latest.getLast();
        return List.of(Finding.of(
                FindingCode.LEARNING_RATE_TOO_LOW,
                null,
                now.epoch(),
                now.step(),
                List.of(
                        new Evidence("loss", first.trainingLoss(), first.step()),
                        new Evidence("loss", last.trainingLoss(), last.step()),
                        new Evidence("largest_update_to_weight_ratio", now.largestUpdateRatio(), now.step()),
                        new Evidence("learning_rate", now.rate(), now.step()))));
    }

    private static boolean creeps(FlowSample sample) {
        return sample.largestUpdateRatio() < RATIO && sample.largestUpdateRatio() > 0;
    }
}
