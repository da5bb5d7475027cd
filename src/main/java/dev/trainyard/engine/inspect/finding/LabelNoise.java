package dev.trainyard.engine.inspect.finding;

import dev.trainyard.engine.inspect.RowLoss;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * At the end, the network is right on the median row, as sure as one can be among so many suspects, and gives the label of
 * some rows, the suspects, less than 10 %, with fewer rows in between: hard rows would form a continuum with more there,
 * wrong labels stand apart. Rows of a class that is ignored are no suspects.
 */
record LabelNoise() implements Rule {

    private static final double WRONG = -Math.log(0.1);
    private static final double DOUBTFUL = -Math.log(0.6);
    private static final double SURE = -Math.log(0.9);
    private static final double FRACTION = 0.01;
    private static final double APART = 1;
    private static final int FEWEST = 3;
    private static final int LISTED = 50;

    @Override
    public List<Finding> look(History history) {
        if (history.rowLosses().isEmpty() || history.setup().classRows().isEmpty()) {
            return List.of();
        }
        double[] losses =
                history.rowLosses().stream().mapToDouble(RowLoss::loss).sorted().toArray();
        double median = losses[losses.length - 1 - losses.length / 2];
        List<RowLoss> suspects = history.rowLosses().stream()
                .filter(row -> row.loss() > WRONG)
                .sorted(Comparator.comparingDouble(RowLoss::loss).reversed().thenComparingInt(RowLoss::row))
                .toList();
        long doubtful = Arrays.stream(losses).filter(loss -> loss > DOUBTFUL).count() - suspects.size();
        double clean = 1 - (double) suspects.size() / losses.length;
        if (median > SURE - Math.log(clean)
                || suspects.size() < Math.max(FEWEST, FRACTION * losses.length)
                || doubtful > APART * suspects.size()
                || ruined(history)
                || ignored(history)) {
            return List.of();
        }
        EpochCurve last = history.epochs().getLast();
        return List.of(new Finding(
                FindingCode.LABEL_NOISE,
                null,
                last.epoch(),
                last.step(),
                List.of(
                        new Evidence("suspect_rows", suspects.size(), last.step()),
                        new Evidence("median_loss", median, last.step()),
                        new Evidence("highest_loss", suspects.getFirst().loss(), last.step())),
                suspects.stream().limit(LISTED).map(RowLoss::row).toList()));
    }

    private static boolean ignored(History history) {
        return !new ClassImbalance().look(history).isEmpty();
    }

    /** Whether a constant answer would be better than what came of the training. */
    private static boolean ruined(History history) {
        return history.epochs().getLast().trainingLoss() > history.constantLoss();
    }
}
