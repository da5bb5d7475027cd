package dev.trainyard.engine.inspect;

import dev.trainyard.engine.graph.Applied;
import dev.trainyard.engine.graph.Parameter;
import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.TrainingPlan;

/**
 * Rough times in nanoseconds on one thread, to decide how often to look. Estimates rather than measurements, so that a
 * replay looks at the same places. The constants were fitted to a fast server core with AVX-512: where steps are
 * slower, looking takes a smaller part of the time.
 */
final class Costs {

    private static final double PER_STEP = 200;
    private static final double PER_LAYER_OF_STEP = 300;
    private static final double PER_MULTIPLICATION = 0.0075;
    private static final double PER_FLOAT_OF_STEP = 0.11;
    private static final double PER_SAMPLE = 5_000;
    private static final double PER_LAYER = 4_000;
    private static final double PER_PARAMETER = 0.3;
    private static final double PER_OUTPUT = 0.25;
    private static final double PER_SPECTRUM = 6_000;
    private static final double PER_EIGENVALUE = 500;
    private static final double PER_DOUBLE_OPERATION = 0.05;
    private static final double PER_PRODUCT = 0.11;

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
        return PER_STEP
                + PER_LAYER_OF_STEP * network.summary().size()
                + PER_MULTIPLICATION * multiplications
                + PER_FLOAT_OF_STEP * floats;
    }

    /** Looking into one step: for small networks the bookkeeping, for large ones reading what is in no cache any more. */
    double flow() {
        return PER_SAMPLE
                + PER_LAYER * network.summary().size()
                + PER_PARAMETER * network.parameterCount()
                + PER_OUTPUT * plan.batchSize() * outputs();
    }

    /** The spectra of all weight matrices. */
    double spectra() {
        return network.graph().parameters().stream()
                .map(Parameter::shape)
                .filter(shape -> shape.rank() > 1)
                .mapToDouble(Costs::spectrum)
                .sum();
    }

    /** Gram matrix, tridiagonal form and bisection, or a fixed number of products. */
    private static double spectrum(Shape shape) {
        double rows = shape.dim(0);
        double columns = shape.size() / rows;
        double narrow = Math.min(rows, columns);
        double work = narrow <= Spectra.EXACT
                ? PER_DOUBLE_OPERATION * narrow * narrow * (Math.max(rows, columns) + 4 * narrow / 3)
                : PER_PRODUCT * GolubKahan.STEPS * (2 * shape.size() + GolubKahan.STEPS * (rows + columns));
        return PER_SPECTRUM + PER_EIGENVALUE * Math.min(narrow, Spectra.EXACT) + work;
    }

    private double outputs() {
        return network.graph().operations().stream()
                .map(Applied::shape)
                .mapToDouble(Shape::size)
                .sum();
    }
}
