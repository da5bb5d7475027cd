package dev.trainyard.engine.inspect;

import dev.trainyard.engine.graph.Applied;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.TrainingPlan;

/**
 * Which steps are looked into: every {@code interval}-th, and steps 1, 2, 4, 8 … so that the beginning is seen closely.
 * A pure function of network, plan and data, so that a replay looks into the same steps.
 *
 * @param interval steps from one sample to the next
 */
public record Sampling(long interval) {

    /** Part of the training time that may go into looking. */
    private static final double SHARE = 0.02;

    private static final long MOST_SAMPLES = 500;
    private static final long MOST_ROWS = 20_000;
    private static final double NANOS_PER_STEP = 500;
    private static final double NANOS_PER_LAYER = 400;
    private static final double NANOS_PER_MULTIPLICATION = 0.03;
    private static final double NANOS_PER_FLOAT = 0.25;

    /** How often to look so that it costs less than 3 % and no more than some hundred samples are kept. */
    public static Sampling of(Network network, TrainingPlan plan, long stepsPerEpoch) {
        long steps = Math.multiplyExact(stepsPerEpoch, (long) plan.epochs());
        long layers = Math.max(1, network.summary().size());
        long most = Math.clamp(MOST_ROWS / layers, 50, MOST_SAMPLES);
        long affordable = (long) Math.ceil(cost(network, plan) / (SHARE * step(network, plan)));
        return new Sampling(Math.max(1, Math.max(affordable, (steps + most - 1) / most)));
    }

    /** Whether this step, counted from 1, is looked into. */
    public boolean contains(long step) {
        return step % interval == 1 % interval || Long.bitCount(step) == 1;
    }

    /** Four passes over weights, three over outputs. */
    private static double cost(Network network, TrainingPlan plan) {
        double floats = 4.0 * network.parameterCount() + 3.0 * plan.batchSize() * outputs(network);
        return NANOS_PER_FLOAT * floats
                + NANOS_PER_LAYER * network.graph().operations().size();
    }

    private static double step(Network network, TrainingPlan plan) {
        double multiplications = 3.0 * network.multiplications() * plan.batchSize();
        double floats = 2.0 * network.parameterCount() + 2.0 * plan.batchSize() * outputs(network);
        return NANOS_PER_STEP + NANOS_PER_MULTIPLICATION * multiplications + NANOS_PER_FLOAT * floats;
    }

    private static double outputs(Network network) {
        return network.graph().operations().stream()
                .map(Applied::shape)
                .mapToDouble(shape -> shape.size())
                .sum();
    }
}
