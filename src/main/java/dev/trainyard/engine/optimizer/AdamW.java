package dev.trainyard.engine.optimizer;

import static dev.trainyard.engine.optimizer.Hyperparameters.requireDecay;
import static dev.trainyard.engine.optimizer.Hyperparameters.requirePositive;

import dev.trainyard.engine.kernel.Kernels;
import java.util.List;

/**
 * Adam with the decay of the weights apart from the gradient: w = (1 - rate weight_decay) w, then {@link Adam}'s step on
 * the bare gradient. As {@code torch.optim.AdamW}.
 *
 * <p>Loshchilov and Hutter, "Decoupled weight decay regularization" (2019).
 *
 * @param learningRate base rate, above 0
 * @param betas (b1, b2), the decay of the two averages, each from 0 to below 1
 * @param eps keeps the divisor above 0
 * @param weightDecay part of the weight taken off per step and rate, at least 0
 */
public record AdamW(double learningRate, List<Double> betas, double eps, double weightDecay) implements Optimizer {
    /** Name in a definition. */
    public static final String TYPE = "adamw";

    /** PyTorch's defaults. */
    public AdamW() {
        this(0.001, Moments.BETAS, 1e-8, 0.01);
    }

    /** Throws {@link dev.trainyard.engine.InvalidDefinition}. */
    public AdamW {
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
        scalars[2] = (float) (1 - rate * weightDecay);
    }

    @Override
    public void update(Kernels kernels, float[] scalars, float[] w, float[] g, float[][] slots, int from, int to) {
        kernels.updates()
                .adamW(
                        scalars[0],
                        scalars[1],
                        betas.getFirst().floatValue(),
                        betas.getLast().floatValue(),
                        (float) eps,
                        scalars[2],
                        w,
                        g,
                        slots[0],
                        slots[1],
                        from,
                        to);
    }
}
