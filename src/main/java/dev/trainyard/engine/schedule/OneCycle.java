package dev.trainyard.engine.schedule;

import static dev.trainyard.engine.InvalidDefinition.require;

/**
 * Up to the base rate and down far below it, each half a cosine wave: from base / div_factor to base in the first
 * pct_start of the steps, then to base / div_factor / final_div_factor. As {@code OneCycleLR} with max_lr = base, without
 * its cycling of momentum.
 *
 * <p>Smith and Topin, "Super-convergence" (2018).
 *
 * @param pctStart part of the steps that rise, above 0 and below 1
 * @param divFactor base over the first rate, at least 1
 * @param finalDivFactor first rate over the last one, at least 1
 * @param warmupSteps steps of warm-up before the cycle
 */
public record OneCycle(double pctStart, double divFactor, double finalDivFactor, int warmupSteps) implements Schedule {
    /** PyTorch's defaults. */
    public OneCycle() {
        this(0.3, 25, 1e4, 0);
    }

    /** Throws {@link dev.trainyard.engine.InvalidDefinition}. */
    public OneCycle {
        require(pctStart > 0 && pctStart < 1, "pctStart", "a number above 0 and below 1", pctStart);
        require(divFactor >= 1 && Double.isFinite(divFactor), "divFactor", "at least 1", divFactor);
        require(finalDivFactor >= 1 && Double.isFinite(finalDivFactor), "finalDivFactor", "at least 1", finalDivFactor);
        require(warmupSteps >= 0, "warmupSteps", "at least 0", warmupSteps);
    }

    @Override
    public double afterWarmup(double base, long step, long steps, int stepsPerEpoch, double reduced) {
        double first = base / divFactor;
        double last = steps - 1.0;
        double top = pctStart * steps - 1;
        if (step <= top) {
            return between(first, base, step / top);
        }
        double lowest = first / finalDivFactor;
        return last > top ? between(base, lowest, Math.min(1, (step - top) / (last - top))) : lowest;
    }

    private static double between(double from, double to, double part) {
        return to + (from - to) / 2 * (1 + StrictMath.cos(Math.PI * part));
    }
}
