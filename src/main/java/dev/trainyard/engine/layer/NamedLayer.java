package dev.trainyard.engine.layer;

import java.util.List;

/**
 * A layer in its place in a network.
 *
 * @param name unique in the network; prefix of its parameters' names
 * @param inputs names of the layers it reads, {@code "input"} being the network's input; empty for the layer before it
 */
public record NamedLayer(String name, List<String> inputs, Layer layer) {

    /** Copies the list. */
    public NamedLayer {
        inputs = List.copyOf(inputs);
    }
}
