package dev.trainyard.engine.inspect;

import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.graph.Execution;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.graph.Plan;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Elementwise;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.kernel.Reductions;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.train.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The largest eigenvalue of the Hessian of the loss on some rows, by Lanczos with full reorthogonalization on
 * Hessian-vector products, which are central differences of the gradient along a direction:
 *
 * <pre>
 * H v ≈ (∇L(w + ε v) − ∇L(w − ε v)) / 2ε,   ‖v‖ = 1,   ε = 3e-4 (1 + ‖w‖)
 * </pre>
 *
 * The error is of order ε² in the third derivative and 1e-7 / ε in rounding: two to three digits. Dropout uses one mask
 * throughout. Works on a copy of the weights.
 *
 * <p>Pearlmutter, "Fast exact multiplication by the Hessian" (1994); Lanczos (1950).
 */
public final class HessianLanczos {

    private static final int STEPS = 20;
    private static final double SETTLED = 0.005;
    private static final double EPSILON = 3e-4;

    private final Parameters weights;
    private final Parameters moved;
    private final Execution execution;
    private final Elementwise elementwise;
    private final Reductions reductions;
    private final Step step = new Step();
    private final int size;
    private int products;

    /** For the loss on the first {@code rows} examples, each taken evenly from all of them. */
    public HessianLanczos(Network network, Parameters weights, Examples examples, int rows, Kernels kernels) {
        this.weights = weights;
        this.moved = weights.copy();
        this.elementwise = kernels.elementwise();
        this.reductions = kernels.reductions();
        int count = Math.min(rows, examples.rows());
        Plan plan = Plan.training(network.graph(), network.output(), network.loss(), count);
        this.execution = Execution.of(plan, kernels, moved);
        int[] index = new int[count];
        Arrays.setAll(index, i -> (int) ((long) i * examples.rows() / count));
        Batch.load(execution, examples, index, 0, count, false);
        step.training(count, 0);
        this.size = Math.toIntExact(weights.trainableNames().stream()
                .mapToLong(name -> weights.tensor(name).shape().size())
                .sum());
    }

    /** Bytes it takes while it measures. */
    public static long bytes(Network network, int rows) {
        Plan plan = Plan.training(network.graph(), network.output(), network.loss(), rows);
        return plan.bytes(Kernels.best()) + (STEPS + 4L) * network.parameterCount() * Float.BYTES;
    }

    /** Measures, naming the place in the training, the learning rate to compare with and what is stable. */
    public Curvature measure(int epoch, long stepsDone, double rate, double limit) {
        double[] diagonal = new double[STEPS];
        double[] off = new double[STEPS];
        List<float[]> basis = new ArrayList<>();
        float[] direction = start();
        double largest = Double.NaN;
        for (int i = 0; i < STEPS; i++) {
            basis.add(direction);
            float[] next = product(direction);
            diagonal[i] = reductions.dot(next, direction, 0, size);
            off[i] = orthogonalize(next, basis);
            double before = largest;
            largest = new Tridiagonal(diagonal, off, i + 1).ends().largest();
            if (off[i] == 0 || Math.abs(largest - before) < SETTLED * Math.abs(largest)) {
                break;
            }
            elementwise.scale((float) (1 / off[i]), next, next, 0, size);
            direction = next;
        }
        return new Curvature(epoch, stepsDone, largest, rate, limit, products);
    }

    private float[] start() {
        float[] vector = new float[size];
        for (int i = 0; i < size; i++) {
            vector[i] = Randomness.normal(size, i);
        }
        double norm = Math.sqrt(reductions.sumOfSquares(vector, 0, size));
        elementwise.scale((float) (1 / norm), vector, vector, 0, size);
        return vector;
    }

    private double orthogonalize(float[] vector, List<float[]> basis) {
        for (int pass = 0; pass < 2; pass++) {
            for (float[] known : basis) {
                float part = (float) reductions.dot(vector, known, 0, size);
                elementwise.axpy(-part, known, vector, 0, size);
            }
        }
        double norm = Math.sqrt(reductions.sumOfSquares(vector, 0, size));
        return norm > 1e-12 ? norm : 0;
    }

    private float[] product(float[] direction) {
        products++;
        double square = 0;
        for (String name : weights.trainableNames()) {
            float[] values = weights.tensor(name).values();
            square += reductions.sumOfSquares(values, 0, values.length);
        }
        float epsilon = (float) (EPSILON * (1 + Math.sqrt(square)));
        float[] plus = gradient(direction, epsilon);
        float[] minus = gradient(direction, -epsilon);
        elementwise.subtract(plus, minus, plus, 0, size);
        elementwise.scale(1 / (2 * epsilon), plus, plus, 0, size);
        return plus;
    }

    /** ∇L at w + distance · direction. */
    private float[] gradient(float[] direction, float distance) {
        moved.copyFrom(weights);
        int at = 0;
        for (String name : weights.trainableNames()) {
            float[] values = moved.tensor(name).values();
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.fma(distance, direction[at + i], values[i]);
            }
            at += values.length;
        }
        execution.forward(step, Worker.SOLO);
        execution.backward(step, Worker.SOLO);
        float[] gradient = new float[size];
        at = 0;
        for (String name : weights.trainableNames()) {
            float[] part = execution.gradients().of(name);
            System.arraycopy(part, 0, gradient, at, part.length);
            at += part.length;
        }
        return gradient;
    }
}
