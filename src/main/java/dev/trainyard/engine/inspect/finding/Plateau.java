package dev.trainyard.engine.inspect.finding;

import java.util.List;

/**
 * For many epochs the loss has not left the neighborhood of its first value; or it has stayed near that of a constant
 * answer, and that of the validation rows has never been better.
 */
record Plateau() implements Rule {

    private static final int EPOCHS = 10;
    private static final double NEAR = 0.95;
    private static final double NOT_BETTER = 0.99;
    private static final double FLAT = 0.01;

    @Override
    public List<Finding> look(History history) {
        List<EpochCurve> epochs = history.epochs();
        if (epochs.size() < EPOCHS || history.samples().isEmpty()) {
            return List.of();
        }
        EpochCurve last = epochs.getLast();
        double constant = history.constantLoss();
        double start = Math.max(history.samples().getFirst().loss(), constant);
        boolean ruined = last.trainingLoss() * NEAR > start;
        if (ruined || !(stays(epochs) || noBetter(history, constant))) {
            return List.of();
        }
        EpochCurve before = epochs.get(epochs.size() - EPOCHS);
        return List.of(Finding.of(
                FindingCode.PLATEAU,
                null,
                last.epoch(),
                last.step(),
                List.of(
                        new Evidence("loss", before.trainingLoss(), before.step()),
                        new Evidence("loss", last.trainingLoss(), last.step()),
                        new Evidence("loss_of_a_constant_answer", constant, last.step()))));
    }

    private static boolean stays(List<EpochCurve> epochs) {
        double first = epochs.getFirst().trainingLoss();
        double before = epochs.get(epochs.size() - EPOCHS).trainingLoss();
        double last = epochs.getLast().trainingLoss();
        return last > NEAR * first && Math.abs(before - last) < FLAT * first;
    }

    private static boolean noBetter(History history, double constant) {
        List<EpochCurve> epochs = history.epochs();
        return epochs.getLast().trainingLoss() > NEAR * constant
                && epochs.get(epochs.size() - EPOCHS).trainingLoss() < constant / NEAR
                && history.lowest() > NOT_BETTER * constant;
    }
}
