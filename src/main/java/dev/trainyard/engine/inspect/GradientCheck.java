package dev.trainyard.engine.inspect;

import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.graph.Execution;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.graph.Plan;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.train.Network;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Compares the gradients of a whole network with finite differences of its loss, on the rows that its inputs hold. The loss
 * is float32, so single weights drown in rounding; each parameter is moved as a whole instead, along its own gradient,
 * where the loss changes most, and along that mixed with random directions. Where a rectifier turns within the step the
 * two differ by a little even when all is right: take errors below 0.01 as agreement.
 */
public final class GradientCheck {

    private static final int DIRECTIONS = 3;
    private static final double LOSS_CHANGE = 1e-3;
    private static final double LOSS_NOISE = 1e-6;

    private final Execution execution;
    private final Parameters parameters;
    private final Step step;

    private GradientCheck(Execution execution, Parameters parameters, Step step) {
        this.execution = execution;
        this.parameters = parameters;
        this.step = step;
    }

    /** The same for a network on {@code rows} of the examples, taken evenly from all of them. */
    public static Map<String, Double> largestErrors(
            Network network, Parameters parameters, Examples examples, int rows, Kernels kernels) {
        int count = Math.min(rows, examples.rows());
        Plan plan = Plan.training(network.graph(), network.output(), network.loss(), count);
        Execution execution = Execution.of(plan, kernels, parameters);
        int[] index = new int[count];
        Arrays.setAll(index, i -> (int) ((long) i * examples.rows() / count));
        Batch.load(execution, examples, index, 0, count, false);
        return largestErrors(execution, parameters, new Step().training(count, 0));
    }

    /**
     * For each layer, by name, the largest relative error of its parameters' directional derivatives. Leaves all parameters
     * as they were; the inputs must be filled for {@code step.rows()} rows, and dropout stays the same for the same step.
     */
    public static Map<String, Double> largestErrors(Execution execution, Parameters parameters, Step step) {
        Parameters before = parameters.copy();
        try {
            return new GradientCheck(execution, parameters, step).largestErrors();
        } finally {
            parameters.copyFrom(before);
        }
    }

    private Map<String, Double> largestErrors() {
        double loss = loss();
        execution.backward(step, Worker.SOLO);
        Map<String, float[]> gradients = new LinkedHashMap<>();
        execution
                .gradients()
                .names()
                .forEach(name ->
                        gradients.put(name, execution.gradients().of(name).clone()));
        Map<String, Double> errors = new LinkedHashMap<>();
        gradients.forEach((name, gradient) -> errors.merge(layer(name), error(name, gradient, loss), Math::max));
        return errors;
    }

    private static String layer(String parameter) {
        return parameter.contains(".") ? parameter.substring(0, parameter.lastIndexOf('.')) : parameter;
    }

    private double error(String name, float[] gradient, double loss) {
        double worst = 0;
        double norm = norm(gradient);
        for (int i = 0; i < DIRECTIONS && norm > 0; i++) {
            double[] direction = direction(gradient, norm, Randomness.key(i, gradient.length), i);
            double derivative = 0;
            for (int j = 0; j < gradient.length; j++) {
                derivative += gradient[j] * direction[j];
            }
            double width = LOSS_CHANGE * Math.max(1, Math.abs(loss)) / norm;
            double slope = slope(parameters.tensor(name).values(), direction, width);
            double noise = LOSS_NOISE * Math.max(1, Math.abs(loss)) / width;
            double scale = Math.max(noise, Math.max(Math.abs(slope), Math.abs(derivative)));
            worst = Math.max(worst, Math.abs(slope - derivative) / scale);
        }
        return worst;
    }

    /** The gradient's direction, first alone, then with half as much of a random one. */
    private static double[] direction(float[] gradient, double norm, long key, int mixed) {
        double[] direction = new double[gradient.length];
        double random = mixed == 0 ? 0 : 0.5 / Math.sqrt(gradient.length);
        for (int j = 0; j < gradient.length; j++) {
            direction[j] = gradient[j] / norm + random * Randomness.normal(key, j);
        }
        return direction;
    }

    /** Central differences of fourth order. */
    private double slope(float[] values, double[] direction, double width) {
        float[] center = values.clone();
        double near =
                (lossAt(values, center, direction, width) - lossAt(values, center, direction, -width)) / (2 * width);
        double far = (lossAt(values, center, direction, 2 * width) - lossAt(values, center, direction, -2 * width))
                / (4 * width);
        System.arraycopy(center, 0, values, 0, values.length);
        return (4 * near - far) / 3;
    }

    private double lossAt(float[] values, float[] center, double[] direction, double distance) {
        for (int j = 0; j < values.length; j++) {
            values[j] = (float) (center[j] + distance * direction[j]);
        }
        return loss();
    }

    private double loss() {
        execution.forward(step, Worker.SOLO);
        return execution.loss(step);
    }

    private static double norm(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }
}
