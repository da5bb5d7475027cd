package dev.trainyard.engine.inspect;

import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.TrainingPlan;

/**
 * What is looked at: the first one and every {@code interval}-th after it. A pure function of network, plan and data, so
 * that a replay looks at the same places.
 *
 * @param interval from one sample to the next
 * @param closely whether 2, 4, 8 … are looked at too, so that the beginning is seen closely
 */
public record Sampling(long interval, boolean closely) {

    /** Part of the training time that may go into looking into steps. */
    private static final double SHARE = 0.02;

    private static final double SHARE_OF_SPECTRA = 0.01;
    private static final long FEWEST = 50;
    private static final long MOST_SAMPLES = 500;
    private static final long MOST_ROWS = 20_000;
    private static final long MOST_SPECTRA = 100;

    /** Refuses an interval below 1. */
    public Sampling {
        if (interval < 1) {
            throw new IllegalArgumentException("expected an interval of at least 1, got " + interval);
        }
    }

    /** Sees the beginning closely. */
    public Sampling(long interval) {
        this(interval, true);
    }

    /** Which steps to look into so that it costs about 2 % by estimate and some hundred samples are kept at most. */
    public static Sampling ofSteps(Network network, TrainingPlan plan, long stepsPerEpoch) {
        long steps = Math.multiplyExact(stepsPerEpoch, (long) plan.epochs());
        long layers = Math.max(1, network.summary().size());
        Costs costs = new Costs(network, plan);
        return of(costs.flow() / (SHARE * costs.step()), steps, Math.clamp(MOST_ROWS / layers, FEWEST, MOST_SAMPLES));
    }

    /** After which epochs, the first among them, to take spectra so that it costs about 1 % of a long training by estimate. */
    public static Sampling ofEpochs(Network network, TrainingPlan plan, long stepsPerEpoch) {
        Costs costs = new Costs(network, plan);
        double affordable = costs.spectra() / (SHARE_OF_SPECTRA * costs.step() * stepsPerEpoch);
        return new Sampling(of(affordable, plan.epochs(), MOST_SPECTRA).interval(), false);
    }

    private static Sampling of(double affordable, long all, long most) {
        return new Sampling(Math.max(Math.max(1, (long) Math.ceil(affordable)), (all + most - 1) / most));
    }

    /** Whether this one, counted from 1, is looked at. */
    public boolean contains(long number) {
        return number % interval == 1 % interval || (closely && Long.bitCount(number) == 1);
    }
}
