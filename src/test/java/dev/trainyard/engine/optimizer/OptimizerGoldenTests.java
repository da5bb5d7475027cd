package dev.trainyard.engine.optimizer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.engine.Golden;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.ScalarKernels;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every optimizer against PyTorch: {@code golden/optimizers.py} made the numbers. */
class OptimizerGoldenTests {
    private static final List<Double> BETAS = List.of(0.8, 0.95);

    private static final Map<String, Optimizer> CASES = Map.ofEntries(
            Map.entry("sgd", new Sgd(0.05, 0, 0, false, 0)),
            Map.entry("sgd_weight_decay", new Sgd(0.05, 0, 0, false, 0.1)),
            Map.entry("sgd_momentum", new Sgd(0.05, 0.9, 0, false, 0)),
            Map.entry("sgd_dampening", new Sgd(0.05, 0.9, 0.3, false, 0.02)),
            Map.entry("sgd_nesterov", new Sgd(0.05, 0.8, 0, true, 0.02)),
            Map.entry("adam", new Adam(0.01, List.of(0.9, 0.999), 1e-8, 0)),
            Map.entry("adam_weight_decay", new Adam(0.01, BETAS, 1e-6, 0.1)),
            Map.entry("adamw", new AdamW(0.01, List.of(0.9, 0.999), 1e-8, 0.01)),
            Map.entry("adamw_weight_decay", new AdamW(0.01, BETAS, 1e-6, 0.3)),
            Map.entry("rmsprop", new RmsProp(0.01, 0.99, 1e-8, 0, 0, false)),
            Map.entry("rmsprop_momentum", new RmsProp(0.01, 0.9, 1e-8, 0.05, 0.7, false)),
            Map.entry("rmsprop_centered", new RmsProp(0.01, 0.9, 1e-8, 0, 0.7, true)));

    private static final List<String[]> LINES = Golden.lines("optimizers.txt");

    static List<String> names() {
        return LINES.stream()
                .map(words -> words[0])
                .filter(name -> !name.equals("start") && !name.equals("gradient"))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void takesTheStepsOfPyTorch(String name) {
        Optimizer optimizer = requireNonNull(CASES.get(name));
        for (Kernels kernels : List.of(ScalarKernels.create(), Kernels.best())) {
            float[] weight = Golden.floats(lines("start").getFirst(), 2);
            float[][] slots = new float[optimizer.slots().size()][weight.length];
            float[] scalars = new float[Optimizer.SCALARS];
            List<String[]> gradients = lines("gradient");
            List<String[]> expected = lines(name);
            for (int step = 1; step <= gradients.size(); step++) {
                float[] gradient = Golden.floats(gradients.get(step - 1), 2);
                optimizer.prepare(optimizer.learningRate(), step, scalars);
                optimizer.update(kernels, scalars, weight, gradient, slots, 0, weight.length);
                double[] golden = Golden.numbers(expected.get(step - 1), 2);
                for (int i = 0; i < golden.length; i++) {
                    assertThat((double) weight[i])
                            .as("%s, step %d, weight %d", kernels.name(), step, i)
                            .isCloseTo(golden[i], within(2e-6 * (1 + Math.abs(golden[i]))));
                }
            }
        }
    }

    private static List<String[]> lines(String name) {
        return LINES.stream().filter(words -> words[0].equals(name)).toList();
    }
}
