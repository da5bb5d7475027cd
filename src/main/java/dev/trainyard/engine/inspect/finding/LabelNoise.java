package dev.trainyard.engine.inspect.finding;

import dev.trainyard.engine.inspect.RowLoss;
import java.util.Comparator;
import java.util.List;

/**
 * At the end, the network is right and sure on the median row, and sure that the label of at least one row in fifty is
 * wrong: such a label has a probability below 1 %.
 */
record LabelNoise() implements Rule {

    private static final double SURELY_WRONG = -Math.log(0.01);
    private static final double SURELY_RIGHT = -Math.log(0.9);
    private static final double FRACTION = 0.02;
    private static final int FEWEST = 3;
    private static final int LISTED = 50;

    @Override
    public List<Finding> look(History history) {
        if (history.rowLosses().isEmpty() || history.setup().classRows().isEmpty()) {
            return List.of();
        }
        List<RowLoss> worst = history.rowLosses().stream()
                .sorted(Comparator.comparingDouble(RowLoss::loss).reversed().thenComparingInt(RowLoss::row))
                .toList();
        double median = worst.get(worst.size() / 2).loss();
        List<RowLoss> suspects =
                worst.stream().filter(row -> row.loss() > SURELY_WRONG).toList();
        if (median > SURELY_RIGHT || suspects.size() < Math.max(FEWEST, FRACTION * worst.size())) {
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
}
