package dev.trainyard.engine.data;

import java.util.Arrays;
import java.util.Map;

/** What each class counts in the loss. */
public sealed interface ClassWeights {
    /** Every class counts the same in sum: n / (classes * n of the class), as scikit-learn's "balanced". */
    record Balanced() implements ClassWeights {}

    /**
     * Given weights; a class that is not named counts 1.
     *
     * @param weights positive weight per class
     */
    record PerClass(Map<String, Double> weights) implements ClassWeights {
        public PerClass {
            weights = Map.copyOf(weights);
            weights.forEach((name, weight) -> {
                if (!(weight > 0) || Double.isInfinite(weight)) {
                    throw new IllegalArgumentException(
                            "expected a positive weight for class %s, got %s".formatted(name, weight));
                }
            });
        }
    }

    /**
     * The weight of each row.
     *
     * @param codes index of the class of each row
     */
    default float[] weights(ClassTarget target, int[] codes) {
        double[] perClass = perClass(target, codes);
        float[] weights = new float[codes.length];
        for (int row = 0; row < weights.length; row++) {
            weights[row] = (float) perClass[codes[row]];
        }
        return weights;
    }

    private double[] perClass(ClassTarget target, int[] codes) {
        double[] perClass = new double[target.classes().size()];
        switch (this) {
            case Balanced() -> {
                Arrays.stream(codes).forEach(code -> perClass[code]++);
                long found = Arrays.stream(perClass).filter(count -> count > 0).count();
                Arrays.setAll(perClass, code -> codes.length / (found * perClass[code]));
            }
            case PerClass(Map<String, Double> weights) -> {
                weights.keySet().forEach(name -> require(target, name));
                Arrays.setAll(
                        perClass, code -> weights.getOrDefault(target.classes().get(code), 1.0));
            }
        }
        return perClass;
    }

    private static void require(ClassTarget target, String name) {
        if (!target.classes().contains(name)) {
            throw new InvalidData(
                    InvalidData.Code.UNKNOWN_CLASS,
                    target.column(),
                    "expected one of %s, got \"%s\"".formatted(target.classes(), name));
        }
    }
}
