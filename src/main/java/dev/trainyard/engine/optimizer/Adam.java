package dev.trainyard.engine.optimizer;

import static dev.trainyard.engine.optimizer.Hyperparameters.requireDecay;
import static dev.trainyard.engine.optimizer.Hyperparameters.requirePositive;

import dev.trainyard.engine.kernel.Kernels;
import java.util.List;

/**
 * Adam with L2 penalty: d = g + weight_decay w; m = b1 m + (1 - b1) d; v = b2 v + (1 - b2) d²;
 * w = w - rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + eps). As {@code torch.optim.Adam}.
 *
 * <p>Kingma and Ba, "Adam: a method for stochastic optimization" (2015).
 *
 * @param learningRate base rate, above 0
 * @param betas (b1, b2), the decay of the two averages, each from 0 to below 1
 * @param eps keeps the divisor above 0
 * @param weightDecay L2 penalty, at least 0
 */
public record Adam(double learningRate, List<Double> betas, double eps, double weightDecay) implements Optimizer {
    /** PyTorch's defaults. */
    public Adam() {
        this(0.001, Moments.BETAS, 1e-8, 0);
    }

    /** Throws {@link dev.trainyard.engine.InvalidDefinition}. */
    public Adam {
        requirePositive("learningRate", learningRate);
        betas = Moments.checked(betas);
        requirePositive("eps", eps);
        requireDecay("weightDecay", weightDecay);
    }

    @Override
    public List<String> slots() {
        return Moments.SLOTS;
    }

    @Override
    public void prepare(double rate, long step, float[] scalars) {
        scalars[0] = Moments.stepSize(rate, betas, step);
        scalars[1] = Moments.rootCorrection(betas, step);
    }

    @Override
    public void update(Kernels kernels, float[] scalars, float[] w, float[] g, float[][] slots, int from, int to) {
        kernels.updates()
                .adam(
                        scalars[0],
                        scalars[1],
                        betas.getFirst().floatValue(),
                        betas.getLast().floatValue(),
                        (float) eps,
                        (float) weightDecay,
                        w,
                        g,
                        slots[0],
                        slots[1],
                        from,
                        to);
    }
}
