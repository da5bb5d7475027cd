package dev.trainyard.engine.inspect.finding;

import dev.trainyard.engine.optimizer.Adam;
import dev.trainyard.engine.optimizer.AdamW;
import dev.trainyard.engine.optimizer.Optimizer;
import dev.trainyard.engine.optimizer.RmsProp;
import dev.trainyard.engine.optimizer.Sgd;
import dev.trainyard.engine.train.TrainingPlan;
import java.util.Arrays;
import java.util.List;

/**
 * What the rules know of a training before its first step.
 *
 * @param optimizer of the plan
 * @param epochs planned
 * @param stepsPerEpoch steps of one epoch
 * @param classRows training rows of each class; empty for values
 * @param balanced whether rows or classes are weighted
 */
public record Setup(Optimizer optimizer, int epochs, long stepsPerEpoch, List<Long> classRows, boolean balanced) {
    public Setup {
        classRows = List.copyOf(classRows);
    }

    /** Of a plan. */
    public static Setup of(TrainingPlan plan, long stepsPerEpoch, List<Long> classRows, boolean balanced) {
        return new Setup(plan.optimizer(), plan.epochs(), stepsPerEpoch, classRows, balanced);
    }

    /**
     * Loss of answering the same for every row, which a network learns first: the entropy of the classes' shares, of equal
     * shares where they are weighted; 1, the variance of standardized values, otherwise.
     */
    double constantLoss() {
        if (classRows.isEmpty()) {
            return 1;
        }
        double[] counts = classRows.stream()
                .mapToDouble(rows -> balanced ? Math.min(rows, 1) : rows)
                .filter(count -> count > 0)
                .toArray();
        double total = Arrays.stream(counts).sum();
        return Arrays.stream(counts)
                .map(count -> -count / total * Math.log(count / total))
                .sum();
    }

    /**
     * The product of curvature and learning rate beyond which steps diverge on a quadratic: 2 for gradient descent,
     * 2 (1 + m) with momentum m (Sutskever et al. 2013, Polyak 1964); infinite for optimizers that rescale each weight.
     */
    double stableSharpness() {
        return switch (optimizer) {
            case Sgd sgd -> 2 * (1 + sgd.momentum());
            case Adam ignored -> Double.POSITIVE_INFINITY;
            case AdamW ignored -> Double.POSITIVE_INFINITY;
            case RmsProp ignored -> Double.POSITIVE_INFINITY;
        };
    }
}
