package dev.trainyard.engine.inspect.finding;

import dev.trainyard.engine.inspect.FlowSample;
import java.util.List;

/** The gradient is not finite, or has grown a thousand times within an epoch while the loss got worse than at first. */
record ExplodingGradient() implements Rule {

    private static final double GROWTH = 1e3;

    @Override
    public List<Finding> look(History history) {
        if (history.samples().isEmpty()) {
            return List.of();
        }
        FlowSample first = history.samples().getFirst();
        FlowSample last = history.samples().getLast();
        FlowSample calm = first;
        for (FlowSample sample : history.samples()) {
            if (sample.step() > last.step() - history.setup().stepsPerEpoch()
                    && sample.gradientNorm() < calm.gradientNorm()) {
                calm = sample;
            }
        }
        boolean grown = last.gradientNorm() > GROWTH * calm.gradientNorm() && last.loss() > first.loss();
        if (Double.isFinite(last.gradientNorm()) && !grown) {
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
                        new Evidence("learning_rate", last.rate(), last.step()))));
    }
}
