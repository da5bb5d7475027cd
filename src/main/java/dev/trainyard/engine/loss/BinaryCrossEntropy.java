package dev.trainyard.engine.loss;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Activations;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * −ln of the probability that the sigmoid of a logit z gives to the label t (class index 0 or 1; between them is a soft
 * label): prediction [1], target one value.
 *
 * <pre>
 * loss = (1 − t) softplus(z) + t softplus(−z)        dz = σ(z) − t
 * </pre>
 */
public record BinaryCrossEntropy() implements Loss {

    @Override
    public String name() {
        return "binary_cross_entropy";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        LossShapes.require(inputs.get(0).size() == 1, "one logit", inputs.get(0));
        return LossShapes.perRow(inputs, 1);
    }

    @Override
    public Computation bind(Site site) {
        return new Bound(site);
    }

    private static final class Bound implements Computation {

        private final Activations activations;
        private final float[] logits;
        private final float[] targets;
        private final float[] weights;
        private final float[] losses;
        private final float[] dLosses;
        private final float @Nullable [] dLogits;
        private final boolean accumulates;
        private final float[] scratch;

        Bound(Site site) {
            activations = site.kernels().activations();
            logits = site.input(0);
            targets = site.input(1);
            weights = site.input(2);
            losses = site.output();
            dLosses = site.outputGradient();
            dLogits = site.inputGradient(0);
            accumulates = site.accumulates(0);
            scratch = site.scratch(site.capacity());
        }

        @Override
        public void forward(Step step, Worker worker) {
            int from = worker.from(step.rows());
            int to = worker.to(step.rows());
            activations.softplus(logits, losses, from, to);
            for (int row = from; row < to; row++) {
                scratch[row] = -logits[row];
            }
            activations.softplus(scratch, scratch, from, to);
            for (int row = from; row < to; row++) {
                float target = targets[row];
                losses[row] = weights[row] * ((1 - target) * losses[row] + (target == 0 ? 0 : target * scratch[row]));
            }
        }

        @Override
        public void backward(Step step, Worker worker) {
            if (dLogits == null) {
                return;
            }
            int from = worker.from(step.rows());
            int to = worker.to(step.rows());
            activations.sigmoid(logits, scratch, from, to);
            for (int row = from; row < to; row++) {
                float gradient = dLosses[row] * weights[row] * (scratch[row] - targets[row]);
                dLogits[row] = accumulates ? dLogits[row] + gradient : gradient;
            }
        }
    }
}
