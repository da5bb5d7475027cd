package dev.trainyard.engine.train;

import dev.trainyard.engine.tensor.Shape;

/**
 * What one layer of a network is.
 *
 * @param name name of the layer
 * @param type its type in snake_case, as in a definition
 * @param outputShape shape of its output without the batch
 * @param parameters number of values in its parameters
 * @param bytes of its parameters
 */
public record LayerSummary(String name, String type, Shape outputShape, long parameters, long bytes) {}
