package dev.trainyard.engine.schedule;

import static dev.trainyard.engine.InvalidDefinition.require;

/** Always the base rate. */
public record Constant(int warmupSteps) implements Schedule {
    /** Without warm-up. */
    public Constant() {
        this(0);
    }

    /** Throws {@link dev.trainyard.engine.InvalidDefinition}. */
    public Constant {
        require(warmupSteps >= 0, "warmupSteps", "at least 0", warmupSteps);
    }

    @Override
    public double afterWarmup(double base, long step, long steps, int stepsPerEpoch, double reduced) {
        return base;
    }
}
