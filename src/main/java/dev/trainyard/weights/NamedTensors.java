package dev.trainyard.weights;

import dev.trainyard.engine.tensor.Tensor;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tensors by name, in name order, with free text about them.
 *
 * @param tensors float32 tensors; their values are shared, not copied
 * @param metadata text by key, such as the format version or the training counters
 */
public record NamedTensors(SortedMap<String, Tensor> tensors, SortedMap<String, String> metadata) {
    public NamedTensors {
        tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    public static NamedTensors of(Map<String, Tensor> tensors, Map<String, String> metadata) {
        return new NamedTensors(new TreeMap<>(tensors), new TreeMap<>(metadata));
    }

    /**
     * The tensor of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor \"" + name + "\" among " + tensors.keySet());
        }
        return tensor;
    }
}
