package dev.trainyard.engine.schedule;

/**
 * How the learning rate changes: a pure function of the step. In the first {@link #warmupSteps()} steps the rate rises
 * in a straight line to the base rate; the schedule itself runs over the steps that are left.
 *
 * <p>Formulas and defaults are those of {@code torch.optim.lr_scheduler}.
 */
public sealed interface Schedule permits Constant, Step, Cosine, OneCycle, Plateau {
    /** Steps at the start in which the rate rises from base / warmup to base; at least 0. */
    int warmupSteps();

    /**
     * Rate after the warm-up.
     *
     * @param base learning rate of the optimizer
     * @param step steps since the warm-up, from 0
     * @param steps steps from the warm-up to the end of training
     * @param stepsPerEpoch steps of one epoch
     * @param reduced what {@link Plateau} has made of the base rate so far, as a factor; 1 for other schedules
     */
    double afterWarmup(double base, long step, long steps, int stepsPerEpoch, double reduced);

    /**
     * Rate of a step.
     *
     * @param base learning rate of the optimizer
     * @param step steps done before this one, from 0
     * @param steps steps of the whole training
     * @param stepsPerEpoch steps of one epoch
     * @param reduced what {@link Plateau} has made of the base rate so far, as a factor; 1 for other schedules
     */
    default double rate(double base, long step, long steps, int stepsPerEpoch, double reduced) {
        int warmup = warmupSteps();
        return step < warmup
                ? base * (step + 1) / warmup
                : afterWarmup(base, step - warmup, Math.max(1, steps - warmup), stepsPerEpoch, reduced);
    }
}
