package dev.trainyard.engine.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The arrays of all values and gradients of one execution, made from a layout and a memory. */
final class Buffers {

    private final Views views;
    private final Map<Node, float[]> values = new HashMap<>();
    private final Map<Node, float[]> gradients = new HashMap<>();

    Buffers(Layout layout, Memory memory, @Nullable Parameters parameters) {
        this.views = layout.views();
        assign(values, layout.valueSlots(), layout.valueSizes(), memory);
        assign(gradients, layout.gradientSlots(), layout.gradientSizes(), memory);
        for (Parameter parameter : layout.parameters()) {
            values.put(
                    parameter,
                    parameters == null
                            ? new float[0]
                            : parameters.tensor(parameter.name()).values());
        }
    }

    /** A parameter's array is as long as the parameter. */
    private static void assign(Map<Node, float[]> arrays, Map<Node, Integer> slots, List<Long> sizes, Memory memory) {
        Set<Integer> exact = new HashSet<>();
        slots.forEach((node, slot) -> {
            if (node instanceof Parameter) {
                exact.add(slot);
            }
        });
        List<float[]> bySlot = new ArrayList<>();
        for (int slot = 0; slot < sizes.size(); slot++) {
            bySlot.add(memory.floats(sizes.get(slot) + (exact.contains(slot) ? 0 : Memory.REACH)));
        }
        slots.forEach((node, slot) -> arrays.put(node, bySlot.get(slot)));
    }

    float[] value(Node node) {
        return find(values, node);
    }

    float[] gradient(Node node) {
        return find(gradients, node);
    }

    boolean hasValue(Node node) {
        return values.containsKey(views.root(node));
    }

    boolean hasGradient(Node node) {
        return gradients.containsKey(views.root(node));
    }

    private float[] find(Map<Node, float[]> arrays, Node node) {
        float[] array = arrays.get(views.root(node));
        if (array == null) {
            throw new IllegalArgumentException(node + " has no buffer in this execution");
        }
        return array;
    }
}
