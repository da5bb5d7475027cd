package dev.trainyard.benchmark;

import dev.trainyard.engine.inspect.Lesson;
import dev.trainyard.engine.inspect.Watched;
import dev.trainyard.engine.inspect.finding.FindingCode;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.layer.BatchNorm;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.Dropout;
import dev.trainyard.engine.layer.Gelu;
import dev.trainyard.engine.layer.Layer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.layer.Tanh;
import dev.trainyard.engine.optimizer.Adam;
import dev.trainyard.engine.optimizer.Optimizer;
import dev.trainyard.engine.optimizer.Sgd;
import dev.trainyard.engine.train.TrainingPlan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * How often something is found in trainings with which nothing is wrong: each of some with many seeds, which draw the first
 * weights and the batches, and the data where they are made up. Argument: {@code seeds=50}, if left out.
 */
public final class FalseAlarms {
    private static final List<Layer> RELU = List.of(Dense.of(64, new Relu()), Dense.of(32, new Relu()));
    private static final List<Layer> TANH =
            List.of(Dense.of(32, new Tanh()), Dense.of(32, new Tanh()), Dense.of(16, new Tanh()));
    private static final List<Layer> GELU = List.of(Dense.of(64, new Gelu()), Dense.of(64, new Gelu()));
    private static final List<Layer> DEEP = List.of(
            Dense.of(48, new Relu()),
            new BatchNorm(null, null),
            Dense.of(48, new Relu()),
            new BatchNorm(null, null),
            Dense.of(48, new Relu()),
            new Dropout(0.2),
            Dense.of(48, new Relu()));

    private FalseAlarms() {}

    /** A healthy training, but for its seed. */
    private record Healthy(
            String name, LongFunction<Lesson> lesson, List<Layer> layers, Optimizer optimizer, int epochs) {}

    /** Prints a table. */
    public static void main(String[] arguments) {
        int seeds = new Arguments(arguments).number("seeds", 50);
        Kernels.best().prime(); // as the service does before it is ready
        System.out.println("| training | runs | with a finding | which |");
        System.out.println("|---|---|---|---|");
        List.of(
                        new Healthy("iris, relu, adam", table("iris.csv"), RELU, adam(0.001), 40),
                        new Healthy("wine, relu, adam", table("wine.csv"), RELU, adam(0.001), 40),
                        new Healthy("breast_cancer, relu, adam", table("breast_cancer.csv"), RELU, adam(0.001), 40),
                        new Healthy(
                                "wine, relu, momentum", table("wine.csv"), RELU, new Sgd(0.01, 0.9, 0, false, 0), 30),
                        new Healthy("breast_cancer, tanh, adam", table("breast_cancer.csv"), TANH, adam(0.001), 30),
                        new Healthy("clouds", seed -> Lesson.clouds(6000, 20, 4, 1.5, seed), RELU, adam(0.001), 8),
                        new Healthy("spirals", seed -> Lesson.spirals(800, seed), TANH, adam(0.005), 60),
                        new Healthy("surface", seed -> Lesson.surface(2000, seed), GELU, adam(0.002), 25),
                        new Healthy("clouds, deep", seed -> Lesson.clouds(3000, 12, 3, 1, seed), DEEP, adam(0.001), 15))
                .forEach(healthy -> count(healthy, seeds));
    }

    private static void count(Healthy healthy, int seeds) {
        Map<FindingCode, Integer> found = new TreeMap<>();
        int alarms = 0;
        for (long seed = 1; seed <= seeds; seed++) {
            TrainingPlan plan = new TrainingPlan()
                    .withEpochs(healthy.epochs())
                    .withOptimizer(healthy.optimizer())
                    .withSeed(seed);
            List<FindingCode> codes = Watched.train(healthy.lesson().apply(seed), healthy.layers(), plan)
                    .codes();
            alarms += codes.isEmpty() ? 0 : 1;
            codes.forEach(code -> found.merge(code, 1, Integer::sum));
        }
        System.out.printf("| %s | %d | %d | %s |%n", healthy.name(), seeds, alarms, found);
    }

    private static LongFunction<Lesson> table(String file) {
        Lesson lesson = Lesson.table(file);
        return seed -> lesson;
    }

    private static Optimizer adam(double rate) {
        return new Adam(rate, List.of(0.9, 0.999), 1e-8, 0);
    }
}
