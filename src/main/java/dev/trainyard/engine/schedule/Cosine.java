package dev.trainyard.engine.schedule;

import static dev.trainyard.engine.InvalidDefinition.require;

/**
 * Half a cosine wave from the base rate to eta_min at the end of training: rate = eta_min + (base - eta_min) (1 + cos(pi
 * step / steps)) / 2. As {@code CosineAnnealingLR}, counted in steps.
 *
 * <p>Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts" (2017).
 *
 * @param etaMin last rate, at least 0
 * @param warmupSteps steps of warm-up
 */
public record Cosine(double etaMin, int warmupSteps) implements Schedule {
    /** Down to 0, without warm-up. */
    public Cosine() {
        this(0, 0);
    }

    /** Throws {@link dev.trainyard.engine.InvalidDefinition}. */
    public Cosine {
        require(etaMin >= 0 && Double.isFinite(etaMin), "etaMin", "at least 0", etaMin);
        require(warmupSteps >= 0, "warmupSteps", "at least 0", warmupSteps);
    }

    @Override
    public double afterWarmup(double base, long step, long steps, int stepsPerEpoch, double reduced) {
        double done = Math.min(1, (double) step / steps);
        return etaMin + (base - etaMin) * (1 + StrictMath.cos(Math.PI * done)) / 2;
    }
}
