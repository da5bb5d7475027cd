package dev.trainyard.engine.schedule;

import static dev.trainyard.engine.InvalidDefinition.require;

/**
 * Falls by a factor every few epochs: rate = base gamma^floor(epoch / step_size). As {@code StepLR}.
 *
 * @param stepSize epochs between two falls, at least 1
 * @param gamma factor of a fall, above 0
 * @param warmupSteps steps of warm-up
 */
public record Step(int stepSize, double gamma, int warmupSteps) implements Schedule {
    /** A tenth every 10 epochs. */
    public Step() {
        this(10, 0.1, 0);
    }

    /** Throws {@link dev.trainyard.engine.InvalidDefinition}. */
    public Step {
        require(stepSize >= 1, "stepSize", "at least 1", stepSize);
        require(gamma > 0 && Double.isFinite(gamma), "gamma", "a positive number", gamma);
        require(warmupSteps >= 0, "warmupSteps", "at least 0", warmupSteps);
    }

    @Override
    public double afterWarmup(double base, long step, long steps, int stepsPerEpoch, double reduced) {
        long falls = step / stepsPerEpoch / stepSize;
        return base * StrictMath.pow(gamma, (double) falls);
    }
}
