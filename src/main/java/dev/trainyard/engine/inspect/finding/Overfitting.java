package dev.trainyard.engine.inspect.finding;

import java.util.List;

/**
 * Since its best epoch, several epochs ago, the loss of the validation rows has risen by a third, which gives back a fifth
 * of what had been learnt beyond a constant answer, and stayed up, while that of the training rows has fallen by a fifth.
 */
record Overfitting() implements Rule {

    private static final int EPOCHS = 5;
    private static final double RISE = 1.33;
    private static final double GIVEN_BACK = 0.2;
    private static final double FALL = 0.8;

    @Override
    public List<Finding> look(History history) {
        List<EpochCurve> epochs = history.epochs();
        EpochCurve best = history.best();
        if (epochs.size() <= EPOCHS || best == null) {
            return List.of();
        }
        EpochCurve last = epochs.getLast();
        double learnt = history.constantLoss() - best.validationLoss();
        double high = Math.max(RISE * best.validationLoss(), best.validationLoss() + GIVEN_BACK * learnt);
        if (last.trainingLoss() > FALL * best.trainingLoss() || !staysAbove(high, epochs, best.epoch())) {
            return List.of();
        }
        return List.of(Finding.of(
                FindingCode.OVERFITTING,
                null,
                last.epoch(),
                last.step(),
                List.of(
                        new Evidence("validation_loss", best.validationLoss(), best.step()),
                        new Evidence("validation_loss", last.validationLoss(), last.step()),
                        new Evidence("training_loss", best.trainingLoss(), best.step()),
                        new Evidence("training_loss", last.trainingLoss(), last.step()))));
    }

    private static boolean staysAbove(double loss, List<EpochCurve> epochs, int best) {
        for (int i = epochs.size() - 1; i >= epochs.size() - EPOCHS; i--) {
            EpochCurve curve = epochs.get(i);
            if (curve.epoch() <= best || !(curve.validationLoss() > loss)) {
                return false;
            }
        }
        return true;
    }
}
