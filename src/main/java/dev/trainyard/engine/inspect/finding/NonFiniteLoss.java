package dev.trainyard.engine.inspect.finding;

import java.util.List;

/** The loss, or the norm of the gradient of a finite loss, is NaN or infinite. */
record NonFiniteLoss() implements Rule {

    @Override
    public List<Finding> look(History history) {
        History.Divergence divergence = history.divergence();
        if (divergence == null) {
            return List.of();
        }
        return List.of(Finding.of(
                FindingCode.NON_FINITE_LOSS, null, divergence.epoch(), divergence.step(), evidence(divergence)));
    }

    private static List<Evidence> evidence(History.Divergence divergence) {
        Evidence loss = new Evidence("loss", divergence.loss(), divergence.step());
        return Double.isFinite(divergence.loss())
                ? List.of(loss, new Evidence("gradient_norm", divergence.gradientNorm(), divergence.step()))
                : List.of(loss);
    }
}
