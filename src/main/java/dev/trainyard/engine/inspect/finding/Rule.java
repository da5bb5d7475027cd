package dev.trainyard.engine.inspect.finding;

import java.util.List;

/** One thing that can be wrong: a pure function of the recorded series. */
sealed interface Rule
        permits ClassImbalance,
                DeadRelus,
                ExplodingGradient,
                LabelNoise,
                LearningRateTooHigh,
                LearningRateTooLow,
                NonFiniteLoss,
                Overfitting,
                Plateau,
                Saturation,
                VanishingGradient,
                WeightScale {

    /** All rules. */
    List<Rule> ALL = List.of(
            new NonFiniteLoss(),
            new ExplodingGradient(),
            new VanishingGradient(),
            new DeadRelus(),
            new Saturation(),
            new WeightScale(),
            new LearningRateTooHigh(),
            new LearningRateTooLow(),
            new Overfitting(),
            new Plateau(),
            new ClassImbalance(),
            new LabelNoise());

    /** What the series show now; empty if nothing is wrong. */
    List<Finding> look(History history);
}
