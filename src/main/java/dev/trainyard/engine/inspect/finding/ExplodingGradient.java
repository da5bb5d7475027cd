package dev.trainyard.engine.inspect.finding;

import dev.trainyard.engine.inspect.FlowSample;
import java.util.List;

/**
 * The gradient is not finite; or it has grown a thousand times within an epoch while the loss got worse than at first; or
 * thirty times while the loss is ten times what it was at first.
 */
record ExplodingGradient() implements Rule {

    private static final double GROWTH = 1e3;
    private static final double GROWTH_WITH_LOSS = 30;
    private static final double RISE = 10;

    @Override
    public List<Finding> look(History history) {
        if (history.samples().isEmpty()) {
            return List.of();
        }
        FlowSample first = history.samples().getFirst();
        FlowSample last = history.samples().getLast();
        boolean finite = Double.isFinite(last.gradientNorm());
        double rise = last.loss() / first.loss();
        if (finite && !(rise > 1)) {
            return List.of();
        }
        FlowSample calm = calmest(history, last.step() - history.setup().stepsPerEpoch());
        double growth = last.gradientNorm() / calm.gradientNorm();
        boolean grown = (growth > GROWTH && rise > 1) || (growth > GROWTH_WITH_LOSS && rise > RISE);
        if (finite && !grown) {
            return List.of();
        }
        return List.of(Finding.of(
                FindingCode.EXPLODING_GRADIENT,
                null,
                last.epoch(),
                last.step(),
                List.of(
                        new Evidence("gradient_norm", calm.gradientNorm(), calm.step()),
                        new Evidence("gradient_norm", last.gradientNorm(), last.step()),
                        new Evidence("loss", first.loss(), first.step()),
                        new Evidence("loss", last.loss(), last.step()),
                        new Evidence("learning_rate", last.rate(), last.step()))));
    }

    /** Of the first sample and those after a step, the one with the smallest gradient. */
    private static FlowSample calmest(History history, long after) {
        FlowSample calm = history.samples().getFirst();
        for (FlowSample sample : history.samples()) {
            if (sample.step() > after && sample.gradientNorm() < calm.gradientNorm()) {
                calm = sample;
            }
        }
        return calm;
    }
}
