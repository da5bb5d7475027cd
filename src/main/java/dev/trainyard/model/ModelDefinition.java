package dev.trainyard.model;

import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model as its users write it: layers in order, each reading the one before it or those that its {@code inputs} name. What
 * stands here is checked as far as it can be without knowing the data: names, their order, sizes of lists.
 *
 * @param name what people call it, at most 100 characters
 * @param head whether a linear output layer for the target is put behind the last layer, default true
 * @param inputShape what a row looks like, so that shapes can be told without a dataset
 */
public record ModelDefinition(
        @Nullable String name,
        List<NamedLayer> layers,
        @Nullable Boolean head,
        @Nullable List<Integer> inputShape) {
    static final int MOST_LAYERS = 1000;
    private static final int LONGEST_NAME = 100;
    private static final int MOST_DIMENSIONS = 4;
    /** What the first layer reads by default. */
    private static final String INPUT = "input";

    public ModelDefinition {
        layers = List.copyOf(layers);
        inputShape = inputShape == null ? null : List.copyOf(inputShape);
        List<Problem.Place> places = new ArrayList<>();
        if (name != null && (name.isBlank() || name.length() > LONGEST_NAME)) {
            places.add(new Problem.Place("/name", "must have 1 to " + LONGEST_NAME + " characters"));
        }
        if (layers.size() > MOST_LAYERS) {
            places.add(
                    new Problem.Place("/layers", "must be at most " + MOST_LAYERS + " layers, not " + layers.size()));
        } else {
            checkNames(layers, places);
        }
        checkShape(inputShape, places);
        if (!places.isEmpty()) {
            throw Problem.of(ProblemCode.INVALID_MODEL, places);
        }
    }

    /** Whether a linear output layer is put behind the last layer. */
    public boolean hasHead() {
        return head == null || head;
    }

    Optional<Shape> shape() {
        return Optional.ofNullable(inputShape).map(Shape::new);
    }

    /** Layers read only what stands before them, so a cycle cannot be written down. */
    private static void checkNames(List<NamedLayer> layers, List<Problem.Place> places) {
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            index.putIfAbsent(layers.get(i).name(), i);
        }
        Set<String> before = new HashSet<>(Set.of(INPUT));
        for (int i = 0; i < layers.size(); i++) {
            NamedLayer layer = layers.get(i);
            String pointer = "/layers/" + i;
            for (int j = 0; j < layer.inputs().size(); j++) {
                String input = layer.inputs().get(j);
                if (!before.contains(input)) {
                    String why = index.containsKey(input)
                            ? "comes later; a layer reads only layers before it"
                            : "is no layer; there are " + shown(before);
                    places.add(new Problem.Place(pointer + "/inputs/" + j, "\"" + input + "\" " + why));
                }
            }
            if (!before.add(layer.name())) {
                places.add(
                        new Problem.Place(pointer + "/name", "\"" + layer.name() + "\" is the name of another layer"));
            }
        }
    }

    private static String shown(Set<String> names) {
        return String.join(", ", names.stream().sorted().limit(20).toList());
    }

    private static void checkShape(@Nullable List<Integer> shape, List<Problem.Place> places) {
        if (shape != null && (shape.isEmpty() || shape.size() > MOST_DIMENSIONS)) {
            places.add(new Problem.Place("/input_shape", "must have 1 to " + MOST_DIMENSIONS + " dimensions"));
        } else if (shape != null) {
            if (shape.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b) > Integer.MAX_VALUE) {
                places.add(new Problem.Place("/input_shape", "must have at most " + Integer.MAX_VALUE + " values"));
            }
            for (int i = 0; i < shape.size(); i++) {
                if (shape.get(i) < 1) {
                    places.add(new Problem.Place("/input_shape/" + i, "must be at least 1, not " + shape.get(i)));
                }
            }
        }
    }
}
