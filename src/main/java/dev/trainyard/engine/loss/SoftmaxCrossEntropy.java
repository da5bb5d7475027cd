package dev.trainyard.engine.loss;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Elementwise;
import dev.trainyard.engine.kernel.Rows;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * −ln softmax(z)[class] of logits z: prediction [classes], target one class index. Softmax and logarithm are one step, so
 * neither overflows.
 *
 * <pre>
 * loss = ln Σ exp(z) − z[class]        dz = softmax(z) − onehot(class)
 * </pre>
 */
public record SoftmaxCrossEntropy() implements Loss {

    @Override
    public String name() {
        return "softmax_cross_entropy";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        LossShapes.require(inputs.get(0).rank() == 1, "logits [classes]", inputs.get(0));
        return LossShapes.perRow(inputs, 1);
    }

    @Override
    public Computation bind(Site site) {
        return new Bound(site);
    }

    private static final class Bound implements Computation {

        private final Rows rows;
        private final Elementwise elementwise;
        private final float[] logits;
        private final float[] targets;
        private final float[] weights;
        private final float[] losses;
        private final float[] dLosses;
        private final float @Nullable [] dLogits;
        private final boolean accumulates;
        private final float[] probabilities;
        private final int classes;

        Bound(Site site) {
            rows = site.kernels().rows();
            elementwise = site.kernels().elementwise();
            classes = site.inputShape(0).dim(0);
            logits = site.input(0);
            targets = site.input(1);
            weights = site.input(2);
            losses = site.output();
            dLosses = site.outputGradient();
            dLogits = site.inputGradient(0);
            accumulates = site.accumulates(0);
            probabilities = site.saved(Math.multiplyExact((long) site.capacity(), classes));
        }

        @Override
        public void forward(Step step, Worker worker) {
            int from = worker.from(step.rows());
            int to = worker.to(step.rows());
            rows.softmaxCrossEntropy(logits, targets, probabilities, losses, classes, from, to);
            elementwise.multiply(losses, weights, losses, from, to);
        }

        @Override
        public void backward(Step step, Worker worker) {
            if (dLogits == null) {
                return;
            }
            int from = worker.from(step.rows());
            int to = worker.to(step.rows());
            if (!accumulates) {
                elementwise.fill(0, dLogits, from * classes, to * classes);
            }
            elementwise.multiply(dLosses, weights, dLosses, from, to);
            rows.softmaxCrossEntropyBackward(probabilities, targets, dLosses, dLogits, classes, from, to);
        }
    }
}
