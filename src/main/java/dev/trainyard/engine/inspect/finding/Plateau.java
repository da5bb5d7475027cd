package dev.trainyard.engine.inspect.finding;

import dev.trainyard.engine.inspect.FlowSample;
import java.util.List;

/** For many epochs the loss has not left the neighborhood of its first value. */
record Plateau() implements Rule {

    private static final int EPOCHS = 10;
    private static final double NEAR = 0.95;
    private static final double FLAT = 0.01;

    @Override
    public List<Finding> look(History history) {
        List<EpochCurve> epochs = history.epochs();
        if (epochs.size() < EPOCHS) {
            return List.of();
        }
        EpochCurve last = epochs.getLast();
        EpochCurve before = epochs.get(epochs.size() - EPOCHS);
        EpochCurve first = epochs.getFirst();
        boolean near = last.trainingLoss() > NEAR * first.trainingLoss();
        boolean flat = Math.abs(before.trainingLoss() - last.trainingLoss()) < FLAT * first.trainingLoss();
        if (!near || !flat || started(history) < last.trainingLoss() * NEAR) {
            return List.of();
        }
        return List.of(Finding.of(
                FindingCode.PLATEAU,
                null,
                last.epoch(),
                last.step(),
                List.of(
                        new Evidence("loss", before.trainingLoss(), before.step()),
                        new Evidence("loss", last.trainingLoss(), last.step()))));
    }

    private static double started(History history) {
        List<FlowSample> samples = history.samples();
        return samples.isEmpty() ? Double.POSITIVE_INFINITY : samples.getFirst().loss();
    }
}
