package dev.trainyard.engine.inspect.finding;

import java.util.List;

/** The loss is NaN or infinite. */
record NonFiniteLoss() implements Rule {

    @Override
    public List<Finding> look(History history) {
        History.Divergence divergence = history.divergence();
        if (divergence == null) {
            return List.of();
        }
        return List.of(Finding.of(
                FindingCode.NON_FINITE_LOSS,
                null,
                divergence.epoch(),
                divergence.step(),
                List.of(new Evidence("loss", divergence.loss(), divergence.step()))));
    }
}
