package dev.trainyard.engine.inspect;

import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.TrainingPlan;

/**
 * What is looked at, counted from 1. A pure function of network, plan and data, so that a replay looks at the same places.
 *
 * @param interval from one to the next
 * @param offset the first one, of those an interval apart
 * @param closeUntil up to here 1, 2, 4, 8 … are looked at too, so that the beginning is seen closely
 */
public record Sampling(long interval, long offset, long closeUntil) {

    /** Part of the training time that may go into looking into steps. */
    private static final double SHARE = 0.015;

    private static final double SHARE_OF_SPECTRA = 0.005;

    /** Nanoseconds that may go into it however short the training is: a dozen samples of a small network. */
    private static final double ALLOWANCE = 250_000;

    /** What one spectrum, after the last epoch, may cost however short the training is. */
    private static final double ALLOWANCE_OF_SPECTRUM = 250_000;

    private static final long FEWEST_SAMPLES = 5;
    private static final long FEWEST = 50;
    private static final long MOST_SAMPLES = 250;
    private static final long MOST_ROWS = 20_000;
    private static final long MOST_SPECTRA = 100;
    private static final Sampling NEVER = new Sampling(Long.MAX_VALUE, 0, 0);

    /** Refuses an interval below 1. */
    public Sampling {
        if (interval < 1) {
            throw new IllegalArgumentException("expected an interval of at least 1, got " + interval);
        }
        offset %= interval;
    }

    /** From the first one on, and the beginning closely. */
    public Sampling(long interval) {
        this(interval, 1, Long.MAX_VALUE);
    }

    /**
     * Which steps to look into so that it costs about 1.5 % by estimate and 250 samples or so are kept at most: half of
     * them may be spent on the beginning.
     */
    public static Sampling ofSteps(Network network, TrainingPlan plan, long stepsPerEpoch) {
        long steps = Math.multiplyExact(stepsPerEpoch, (long) plan.epochs());
        long layers = Math.max(1, network.summary().size());
        Costs costs = new Costs(network, plan);
        double affordable = Math.max(ALLOWANCE, SHARE * costs.step() * steps) / costs.flow();
        long most = Math.clamp(MOST_ROWS / layers, FEWEST, MOST_SAMPLES);
        long samples = Math.clamp((long) affordable, FEWEST_SAMPLES, most);
        int close = Math.min(Long.SIZE - Long.numberOfLeadingZeros(steps), (int) (samples + 1) / 2);
        return new Sampling(Math.ceilDiv(steps, samples - close), 1, 1L << (close - 1));
    }

    /**
     * After which epochs, the last among them, to take spectra so that it costs about 0.5 % by estimate; where a single one
     * costs more, it is taken after the last epoch if it costs but a moment, and none otherwise.
     */
    public static Sampling ofSpectra(Network network, TrainingPlan plan, long stepsPerEpoch) {
        Costs costs = new Costs(network, plan);
        double training = costs.step() * stepsPerEpoch * plan.epochs();
        long least = costs.spectra() <= ALLOWANCE_OF_SPECTRUM ? 1 : 0;
        long spectra = Math.clamp((long) (SHARE_OF_SPECTRA * training / costs.spectra()), least, MOST_SPECTRA);
        return spectra == 0 ? NEVER : ofEpochs(plan.epochs(), spectra);
    }

    /** So many of these epochs, evenly spread, the last among them, and the first if there are two. */
    static Sampling ofEpochs(long epochs, long most) {
        if (most == 1) {
            return new Sampling(epochs, 0, 0);
        }
        long interval = Math.max(1, Math.ceilDiv(epochs - 1, most - 1));
        return new Sampling(interval, epochs % interval, 1);
    }

    /** After which epochs to measure the curvature where that is asked for: some hundred at most. */
    public static Sampling ofCurvatures(TrainingPlan plan) {
        return ofEpochs(plan.epochs(), MOST_SPECTRA);
    }

    /** Whether this one is looked at. */
    public boolean contains(long number) {
        return next(number) == number;
    }

    /** The first one from here on that is looked at. */
    public long next(long number) {
        long regular = number + Math.floorMod(offset - number, interval);
        long close = Long.highestOneBit(2 * number - 1);
        return close <= closeUntil ? Math.min(regular, close) : regular;
    }
}
