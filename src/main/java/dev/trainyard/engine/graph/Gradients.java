package dev.trainyard.engine.graph;

import java.util.List;
import java.util.Map;

/** The gradients of the trainable parameters after a backward pass, in the order of declaration. */
public final class Gradients {

    private final Map<String, float[]> values;

    Gradients(Map<String, float[]> values) {
        this.values = values;
    }

    /** Names of the trainable parameters. */
    public List<String> names() {
        return List.copyOf(values.keySet());
    }

    /** The gradient of a parameter, laid out like it; the array itself, overwritten by the next backward pass. */
    public float[] of(String name) {
        float[] gradient = values.get(name);
        if (gradient == null) {
            throw new IllegalArgumentException("no gradient of \"" + name + "\"; there are " + values.keySet());
        }
        return gradient;
    }
}
