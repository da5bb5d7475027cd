package dev.trainyard.engine.inspect;

import java.util.List;

/**
 * What a network does before it has learnt anything.
 *
 * @param rows of the batch that was sent through
 * @param loss of that batch
 * @param layers those with weights, in the order of the network, its head last
 * @param samples the gradient flow of some batches, nothing learnt between them
 * @param stepNanos one step on that batch on one thread
 */
public record Preflight(int rows, double loss, List<OfLayer> layers, List<FlowSample> samples, long stepNanos) {

    /** Copies the lists. */
    public Preflight {
        layers = List.copyOf(layers);
        samples = List.copyOf(samples);
    }

    /**
     * A layer with weights.
     *
     * @param weightVariance of its first weight matrix
     * @param heVariance 2 / fan-in, which keeps a signal's size through rectifiers
     * @param glorotVariance 2 / (fan-in + fan-out), a compromise between both directions for activations that are linear near 0
     * @param flow what the batch showed
     * @param signalVariance of dL/dy for a row's own loss
     * @param forwardGain what theory expects the layer to multiply the square of a signal by
     * @param backwardGain the same for the signal on its way back
     */
    public record OfLayer(
            String layer,
            double fanIn,
            double fanOut,
            double weightVariance,
            double heVariance,
            double glorotVariance,
            LayerFlow flow,
            double signalVariance,
            double forwardGain,
            double backwardGain) {}

    /** The layers before the last one. */
    public List<OfLayer> hidden() {
        return layers.subList(0, Math.max(0, layers.size() - 1));
    }

    /** Deviation of the last hidden layer's output over the first one's; NaN without two of them. */
    public double activationRatio() {
        List<OfLayer> hidden = hidden();
        return hidden.size() < 2
                ? Double.NaN
                : hidden.getLast().flow().activationDeviation()
                        / hidden.getFirst().flow().activationDeviation();
    }

    /** RMS gradient of the first layer over that of the last; NaN without two of them. */
    public double gradientRatio() {
        return samples.getFirst().firstToLast();
    }

    /** By what theory expects a signal's size to be multiplied over the hidden layers behind the first one. */
    public double predictedForward() {
        return hidden().stream()
                .skip(1)
                .mapToDouble(layer -> Math.sqrt(layer.forwardGain()))
                .reduce(1, (a, b) -> a * b);
    }

    /** The same on the way back to the first layer. */
    public double predictedBackward() {
        return layers.stream()
                .skip(1)
                .mapToDouble(layer -> Math.sqrt(layer.backwardGain()))
                .reduce(1, (a, b) -> a * b);
    }
}
