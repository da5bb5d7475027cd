package dev.trainyard.engine.layer;

import dev.trainyard.engine.Golden;
import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One block of golden tensors: what stands under each role, by name. */
public record GoldenCase(String name, Map<String, Map<String, Tensor>> roles) {

    /** All blocks of a file. */
    public static List<GoldenCase> read(String file) {
        List<GoldenCase> cases = new ArrayList<>();
        for (String[] words : Golden.lines(file)) {
            if (words[0].equals("case")) {
                cases.add(new GoldenCase(words[1], new LinkedHashMap<>()));
            } else {
                cases.getLast()
                        .roles
                        .computeIfAbsent(words[0], _ -> new LinkedHashMap<>())
                        .put(words[1], tensor(words));
            }
        }
        return cases;
    }

    private static Tensor tensor(String[] words) {
        int equals = Arrays.asList(words).indexOf("=");
        int[] dims = Arrays.stream(words, 2, equals).mapToInt(Integer::parseInt).toArray();
        return new Tensor(Shape.of(dims), Golden.floats(words, equals + 1));
    }

    /** All tensors of a role; empty if there are none. */
    public Map<String, Tensor> all(String role) {
        return roles.getOrDefault(role, Map.of());
    }

    /** The tensor of that role and name. */
    public Tensor tensor(String role, String tensorName) {
        Tensor tensor = all(role).get(tensorName);
        if (tensor == null) {
            throw new IllegalArgumentException(name + " has no " + role + " " + tensorName);
        }
        return tensor;
    }

    @Override
    public String toString() {
        return name;
    }
}
