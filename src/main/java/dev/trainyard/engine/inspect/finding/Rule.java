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

    /** What another sampled step can show. */
    List<Rule> OF_SAMPLES = List.of(
            new ExplodingGradient(),
            new VanishingGradient(),
            new DeadRelus(),
            new Saturation(),
            new WeightScale(),
            new LearningRateTooHigh(),
            new LearningRateTooLow());

    /** What another epoch can show. */
    List<Rule> OF_EPOCHS = List.of(
            new LearningRateTooHigh(),
            new LearningRateTooLow(),
            new Overfitting(),
            new Plateau(),
            new ClassImbalance());

    /** What another curvature can show. */
    List<Rule> OF_CURVATURES = List.of(new LearningRateTooHigh());

    /** What the losses of all rows can show. */
    List<Rule> OF_ROWS = List.of(new LabelNoise());

    /** What a step that failed can show. */
    List<Rule> OF_DIVERGENCE = List.of(new NonFiniteLoss());

    /** What the series show now; empty if nothing is wrong. */
    List<Finding> look(History history);
}
