package dev.trainyard.engine.inspect;

/**
 * What one layer did in one sampled step. Norms are Euclidean over all trainable parameters of the layer; NaN stands
 * where a number has no meaning, such as the weight norm of a layer without weights.
 *
 * @param layer name of the layer
 * @param weightNorm ‖w‖ before the update
 * @param gradientNorm ‖g‖ of the mean loss, before clipping
 * @param gradientRms ‖g‖ / √parameters, to compare layers of different sizes
 * @param signalNorm ‖dL/dy‖ of the layer's output y over the batch: the back-propagated signal
 * @param updateNorm ‖w' − w‖ of the step
 * @param updateRatio ‖w' − w‖ / ‖w‖, healthy near 1e-3
 * @param activationMean mean of the output over the batch
 * @param activationDeviation standard deviation of the output over the batch
 * @param deadFraction part of a rectifier's units that gave 0 for every row sampled in this epoch so far
 * @param saturatedFraction part of a sigmoid's or tanh's outputs within 1 % of their range from an end
 * @param nonFinite NaN and infinite values among gradients and outputs
 */
public record LayerFlow(
        String layer,
        double weightNorm,
        double gradientNorm,
        double gradientRms,
        double signalNorm,
        double updateNorm,
        double updateRatio,
        double activationMean,
        double activationDeviation,
        double deadFraction,
        double saturatedFraction,
        long nonFinite) {

    /** Whether the layer has trainable parameters. */
    public boolean weighted() {
        return !Double.isNaN(weightNorm);
    }
}
