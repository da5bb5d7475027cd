package dev.trainyard.engine.inspect;

import java.util.List;

/**
 * The gradient flow of one step.
 *
 * @param step number of the step, from 1
 * @param epoch its epoch, from 1
 * @param loss mean loss of its batch, before the update
 * @param rate its learning rate
 * @param gradientNorm norm over all layers, before clipping
 * @param clipRate part of the steps sampled in this epoch so far whose gradient was clipped
 * @param rowsSeen rows sampled in this epoch so far, on which dead units are judged
 * @param layers in the order of the network, its head last
 */
public record FlowSample(
        long step,
        int epoch,
        double loss,
        double rate,
        double gradientNorm,
        double clipRate,
        long rowsSeen,
        List<LayerFlow> layers) {
    public FlowSample {
        layers = List.copyOf(layers);
    }

    /** The layers with trainable parameters. */
    public List<LayerFlow> weighted() {
        return layers.stream().filter(LayerFlow::weighted).toList();
    }

    /** RMS gradient of the first layer with weights over that of the last; NaN without two of them. */
    public double firstToLast() {
        double first = Double.NaN;
        double last = Double.NaN;
        int count = 0;
        for (LayerFlow layer : layers) {
            if (layer.weighted()) {
                last = layer.gradientRms();
                first = count == 0 ? last : first;
                count++;
            }
        }
        return count < 2 ? Double.NaN : first / last;
    }

    /** Of the layers with weights, the largest ratio of update to weight; NaN if one is, and without such a layer. */
    public double largestUpdateRatio() {
        double largest = Double.NEGATIVE_INFINITY;
        for (LayerFlow layer : layers) {
            if (layer.weighted()) {
                largest = Math.max(largest, layer.updateRatio());
            }
        }
        return largest == Double.NEGATIVE_INFINITY ? Double.NaN : largest;
    }
}
