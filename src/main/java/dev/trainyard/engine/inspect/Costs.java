package dev.trainyard.engine.inspect;

import dev.trainyard.engine.graph.Applied;
import dev.trainyard.engine.graph.Parameter;
import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.TrainingPlan;

/**
 * Rough times in nanoseconds on one thread of a server, to decide how often to look. Estimates rather than measurements,
 * so that a replay looks at the same places.
 */
final class Costs {

    private static final double PER_STEP = 500;
    private static final double PER_OPERATION = 400;
    private static final double PER_MULTIPLICATION = 0.03;
    private static final double PER_FLOAT = 0.25;
    private static final double PER_DOUBLE_OPERATION = 0.5;

    private final Network network;
    private final TrainingPlan plan;

    Costs(Network network, TrainingPlan plan) {
        this.network = network;
        this.plan = plan;
    }

    /** One training step. */
    double step() {
        double multiplications = 3.0 * network.multiplications() * plan.batchSize();
        double floats = 2.0 * network.parameterCount() + 2.0 * plan.batchSize() * outputs();
        return PER_STEP + PER_MULTIPLICATION * multiplications + PER_FLOAT * floats;
    }

    /** Looking into one step: four passes over weights, three over outputs. */
    double flow() {
        double floats = 4.0 * network.parameterCount() + 3.0 * plan.batchSize() * outputs();
        return PER_FLOAT * floats + PER_OPERATION * network.graph().operations().size();
    }

    /** The spectra of all weight matrices. */
    double spectra() {
        return network.graph().parameters().stream()
                .map(Parameter::shape)
                .filter(shape -> shape.rank() > 1)
                .mapToDouble(Costs::spectrum)
                .sum();
    }

    /** Gram matrix and tridiagonal form, or a fixed number of products. */
    private static double spectrum(Shape shape) {
        double rows = shape.dim(0);
        double columns = shape.size() / rows;
        double narrow = Math.min(rows, columns);
        return narrow <= Spectra.EXACT
                ? PER_DOUBLE_OPERATION * narrow * narrow * (Math.max(rows, columns) + 4 * narrow / 3)
                : GolubKahan.STEPS * PER_FLOAT * (2 * shape.size() + GolubKahan.STEPS * (rows + columns));
    }

    private double outputs() {
        return network.graph().operations().stream()
                .map(Applied::shape)
                .mapToDouble(Shape::size)
                .sum();
    }
}
