package dev.trainyard.engine.optimizer;

import static dev.trainyard.engine.optimizer.Hyperparameters.requireDecay;
import static dev.trainyard.engine.optimizer.Hyperparameters.requireFraction;
import static dev.trainyard.engine.optimizer.Hyperparameters.requirePositive;

import dev.trainyard.engine.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;

/**
 * RMSProp: d = g + weight_decay w; s = alpha s + (1 - alpha) d²; if centered, a = alpha a + (1 - alpha) d and s - a² takes
 * the place of s; u = d / (sqrt(s) + eps); with momentum, v = momentum v + u takes the place of u; w = w - rate u.
 * As {@code torch.optim.RMSprop}.
 *
 * <p>Tieleman and Hinton, lecture 6.5 of "Neural networks for machine learning" (2012); centered: Graves, "Generating
 * sequences with recurrent neural networks" (2013).
 *
 * @param learningRate base rate, above 0
 * @param alpha decay of the average of squares, from 0 to below 1
 * @param eps keeps the divisor above 0
 * @param weightDecay L2 penalty, at least 0
 * @param momentum from 0 to below 1; 0 needs no slot
 * @param centered whether the gradient's variance takes the place of its square
 */
public record RmsProp(
        double learningRate, double alpha, double eps, double weightDecay, double momentum, boolean centered)
        implements Optimizer {
    /** Name in a definition. */
    public static final String TYPE = "rmsprop";

    /** PyTorch's defaults. */
    public RmsProp() {
        this(0.01, 0.99, 1e-8, 0, 0, false);
    }

    /** Throws {@link dev.trainyard.engine.InvalidDefinition}. */
    public RmsProp {
        requirePositive("learningRate", learningRate);
        requireFraction("alpha", alpha);
        requirePositive("eps", eps);
        requireDecay("weightDecay", weightDecay);
        requireFraction("momentum", momentum);
    }

    @Override
    public List<String> slots() {
        var slots = new ArrayList<>(List.of("square"));
        if (centered) {
            slots.add("average");
        }
        if (momentum > 0) {
            slots.add("velocity");
        }
        return List.copyOf(slots);
    }

    @Override
    public void prepare(double rate, long step, float[] scalars) {
        scalars[0] = (float) rate;
    }

    @Override
    public void update(Kernels kernels, float[] scalars, float[] w, float[] g, float[][] slots, int from, int to) {
        kernels.updates()
                .rmsProp(
                        scalars[0],
                        (float) alpha,
                        (float) eps,
                        (float) momentum,
                        (float) weightDecay,
                        w,
                        g,
                        slots[0],
                        centered ? slots[1] : null,
                        momentum > 0 ? slots[slots.length - 1] : null,
                        from,
                        to);
    }
}
