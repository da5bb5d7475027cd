package dev.trainyard.engine.inspect.finding;

import java.util.Collections;
import java.util.List;

/** One class has ten times the rows of another, nothing is weighted, and macro-F1 stays far below accuracy. */
record ClassImbalance() implements Rule {

    private static final double RATIO = 10;
    private static final double GAP = 0.25;
    private static final int EPOCHS = 3;

    @Override
    public List<Finding> look(History history) {
        List<Long> rows = history.setup().classRows();
        if (rows.isEmpty() || history.setup().balanced() || history.epochs().size() < EPOCHS) {
            return List.of();
        }
        EpochCurve last = history.epochs().getLast();
        if (!(last.accuracy() - last.macroF1() > GAP)) {
            return List.of();
        }
        long most = Collections.max(rows);
        long least = Collections.min(rows);
        if (most < RATIO * least) {
            return List.of();
        }
        return List.of(Finding.of(
                FindingCode.CLASS_IMBALANCE,
                null,
                last.epoch(),
                last.step(),
                List.of(
                        new Evidence("rows_of_largest_class", most, 0),
                        new Evidence("rows_of_smallest_class", least, 0),
                        new Evidence("accuracy", last.accuracy(), last.step()),
                        new Evidence("macro_f1", last.macroF1(), last.step()))));
    }
}
