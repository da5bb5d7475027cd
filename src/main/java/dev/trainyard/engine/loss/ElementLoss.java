package dev.trainyard.engine.loss;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Worker;
import org.jspecify.annotations.Nullable;

/**
 * A loss that is the mean of one function over the values of a row; the sum over a row adds in double in order. A loss
 * gives the function and its derivative.
 */
abstract class ElementLoss implements Computation {

    private final float[] predictions;
    private final float[] targets;
    private final float[] weights;
    private final float[] losses;
    private final float[] dLosses;
    private final float @Nullable [] dPredictions;
    private final boolean accumulates;
    private final int columns;

    ElementLoss(Site site) {
        columns = Math.toIntExact(site.inputShape(0).size());
        predictions = site.input(0);
        targets = site.input(1);
        weights = site.input(2);
        losses = site.output();
        dLosses = site.outputGradient();
        dPredictions = site.inputGradient(0);
        accumulates = site.accumulates(0);
    }

    /** Loss of one value. */
    abstract double loss(float prediction, float target);

    /** Derivative of {@link #loss} by the prediction. */
    abstract double slope(float prediction, float target);

    @Override
    public final void forward(Step step, Worker worker) {
        for (int row = worker.from(step.rows()); row < worker.to(step.rows()); row++) {
            double sum = 0;
            for (int i = row * columns; i < (row + 1) * columns; i++) {
                sum += loss(predictions[i], targets[i]);
            }
            losses[row] = (float) (weights[row] * (sum / columns));
        }
    }

    @Override
    public final void backward(Step step, Worker worker) {
        if (dPredictions == null) {
            return;
        }
        for (int row = worker.from(step.rows()); row < worker.to(step.rows()); row++) {
            double scale = (double) dLosses[row] * weights[row] / columns;
            for (int i = row * columns; i < (row + 1) * columns; i++) {
                float gradient = (float) (scale * slope(predictions[i], targets[i]));
                dPredictions[i] = accumulates ? dPredictions[i] + gradient : gradient;
            }
        }
    }
}
