package dev.trainyard.engine.optimizer;

import static dev.trainyard.engine.optimizer.Hyperparameters.requireDecay;
import static dev.trainyard.engine.optimizer.Hyperparameters.requireFraction;
import static dev.trainyard.engine.optimizer.Hyperparameters.requirePositive;

import dev.trainyard.engine.InvalidDefinition;
import dev.trainyard.engine.kernel.Kernels;
import java.util.List;

/**
 * Stochastic gradient descent: d = g + weight_decay w; v = momentum v + (1 - dampening) d; w = w - rate v, or, if
 * nesterov, w = w - rate (d + momentum v). As {@code torch.optim.SGD}, whose first step takes v = d.
 *
 * <p>Momentum: Polyak, "Some methods of speeding up the convergence of iteration methods" (1964). Nesterov: Sutskever et
 * al., "On the importance of initialization and momentum in deep learning" (2013).
 *
 * @param learningRate base rate, above 0
 * @param momentum from 0 to below 1; 0 needs no slot
 * @param dampening from 0 to below 1
 * @param nesterov whether the gradient is taken ahead of the step; needs momentum and no dampening
 * @param weightDecay L2 penalty, at least 0
 */
public record Sgd(double learningRate, double momentum, double dampening, boolean nesterov, double weightDecay)
        implements Optimizer {
    /** PyTorch's defaults. */
    public Sgd() {
        this(0.001, 0, 0, false, 0);
    }

    /** Throws {@link InvalidDefinition}. */
    public Sgd {
        requirePositive("learningRate", learningRate);
        requireFraction("momentum", momentum);
        requireFraction("dampening", dampening);
        requireDecay("weightDecay", weightDecay);
        InvalidDefinition.require(
                !nesterov || (momentum > 0 && dampening == 0), "nesterov", "momentum and no dampening with it", true);
    }

    @Override
    public List<String> slots() {
        return momentum > 0 ? List.of("velocity") : List.of();
    }

    @Override
    public void prepare(double rate, long step, float[] scalars) {
        scalars[0] = (float) rate;
        scalars[1] = step == 1 ? 0 : (float) dampening;
    }

    @Override
    public void update(Kernels kernels, float[] scalars, float[] w, float[] g, float[][] slots, int from, int to) {
        if (momentum == 0) {
            kernels.updates().sgd(scalars[0], (float) weightDecay, w, g, from, to);
            return;
        }
        kernels.updates()
                .momentum(
                        scalars[0],
                        (float) momentum,
                        scalars[1],
                        (float) weightDecay,
                        nesterov,
                        w,
                        g,
                        slots[0],
                        from,
                        to);
    }
}
