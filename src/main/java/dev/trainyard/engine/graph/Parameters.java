package dev.trainyard.engine.graph;

import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The named tensors of a graph, in the order of declaration, running statistics included. Executions bind to the arrays
 * themselves, so their contents change in place and they are never replaced.
 */
public final class Parameters {

    private final Map<String, Tensor> tensors;
    private final List<String> trainable;

    private Parameters(Map<String, Tensor> tensors, List<String> trainable) {
        this.tensors = tensors;
        this.trainable = List.copyOf(trainable);
    }

    /** Draws the first values: a pure function of the seed, the names, the shapes and the initializers. */
    public static Parameters initialize(Graph graph, long seed) {
        Parameters parameters = zeros(graph);
        for (Parameter parameter : graph.parameters()) {
            float[] values = parameters.tensor(parameter.name()).values();
            long key = Randomness.key(seed, hash(parameter.name()));
            parameter.initializer().fill(parameter.shape(), values, key);
        }
        return parameters;
    }

    /**
     * Copies stored tensors into place.
     *
     * @throws IllegalArgumentException when a name is missing or unknown, or a shape differs
     */
    public static Parameters of(Graph graph, Map<String, Tensor> stored) {
        Parameters parameters = zeros(graph);
        if (!stored.keySet().equals(parameters.tensors.keySet())) {
            throw new IllegalArgumentException(
                    "expected tensors " + parameters.tensors.keySet() + ", got " + stored.keySet());
        }
        stored.forEach(parameters::set);
        return parameters;
    }

    private static Parameters zeros(Graph graph) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        List<String> trainable = new ArrayList<>();
        for (Parameter parameter : graph.parameters()) {
            Shape shape = parameter.shape();
            tensors.put(parameter.name(), new Tensor(shape, new float[Math.toIntExact(shape.size())]));
            if (parameter.trainable()) {
                trainable.add(parameter.name());
            }
        }
        return new Parameters(tensors, trainable);
    }

    /** All names in the order of declaration. */
    public List<String> names() {
        return List.copyOf(tensors.keySet());
    }

    /** Names of those that an optimizer updates, in the order of declaration. */
    public List<String> trainableNames() {
        return trainable;
    }

    /** The tensor itself, not a copy. */
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no parameter \"" + name + "\"; there are " + tensors.keySet());
        }
        return tensor;
    }

    /** Number of values in all tensors. */
    public long count() {
        return tensors.values().stream()
                .mapToLong(tensor -> tensor.shape().size())
                .sum();
    }

    /** An independent copy. */
    public Parameters copy() {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        tensors.forEach((name, tensor) ->
                copies.put(name, new Tensor(tensor.shape(), tensor.values().clone())));
        return new Parameters(copies, trainable);
    }

    /** Takes over the values of another set of the same graph, keeping these arrays. */
    public void copyFrom(Parameters other) {
        other.tensors.forEach(this::set);
    }

    private void set(String name, Tensor from) {
        Tensor to = tensor(name);
        if (!to.shape().equals(from.shape())) {
            throw new IllegalArgumentException("\"" + name + "\": expected shape "
                    + to.shape().dims() + ", got " + from.shape().dims());
        }
        System.arraycopy(from.values(), 0, to.values(), 0, to.values().length);
    }

    /** Digest of all tensors, equal exactly when every name, shape and bit is: see {@link Digest}. */
    public String sha256() {
        return Digest.sha256(tensors);
    }

    /** 64-bit FNV-1a of the name, so that renaming other parameters does not change this one's values. */
    private static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
