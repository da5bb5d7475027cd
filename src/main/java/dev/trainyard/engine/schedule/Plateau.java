package dev.trainyard.engine.schedule;

import static dev.trainyard.engine.InvalidDefinition.require;

/**
 * Falls by a factor when the loss has not become smaller for some epochs. As {@code ReduceLROnPlateau} with a relative
 * threshold; it looks at the validation loss, without validation at the training loss.
 *
 * @param factor factor of a fall, above 0 and below 1
 * @param patience epochs without a smaller loss that are let pass, at least 0
 * @param threshold part by which a loss must be smaller to count, at least 0
 * @param cooldown epochs after a fall that do not count, at least 0
 * @param minLr rate below which it does not fall, at least 0
 * @param warmupSteps steps of warm-up
 */
public record Plateau(double factor, int patience, double threshold, int cooldown, double minLr, int warmupSteps)
        implements Schedule {
    /** PyTorch's defaults. */
    public Plateau() {
        this(0.1, 10, 1e-4, 0, 0, 0);
    }

    /** Throws {@link dev.trainyard.engine.InvalidDefinition}. */
    public Plateau {
        require(factor > 0 && factor < 1, "factor", "a number above 0 and below 1", factor);
        require(patience >= 0, "patience", "at least 0", patience);
        require(threshold >= 0 && Double.isFinite(threshold), "threshold", "at least 0", threshold);
        require(cooldown >= 0, "cooldown", "at least 0", cooldown);
        require(minLr >= 0 && Double.isFinite(minLr), "minLr", "at least 0", minLr);
        require(warmupSteps >= 0, "warmupSteps", "at least 0", warmupSteps);
    }

    @Override
    public double afterWarmup(double base, long step, long steps, int stepsPerEpoch, double reduced) {
        return Math.max(base * reduced, Math.min(base, minLr));
    }

    /** The state after an epoch with this loss; a loss that is not finite is no improvement. */
    public PlateauState after(PlateauState state, double loss) {
        Double best = state.best();
        boolean better = best == null ? Double.isFinite(loss) : loss < best * (1 - threshold);
        int waiting = Math.max(0, state.cooling() - 1);
        int bad = better || state.cooling() > 0 ? 0 : state.badEpochs() + 1;
        Double now = better ? Double.valueOf(loss) : best;
        return bad > patience
                ? new PlateauState(now, 0, cooldown, state.reduced() * factor)
                : new PlateauState(now, bad, waiting, state.reduced());
    }
}
