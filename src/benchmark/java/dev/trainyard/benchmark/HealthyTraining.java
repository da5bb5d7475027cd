package dev.trainyard.benchmark;

import dev.trainyard.engine.inspect.Lesson;
import dev.trainyard.engine.inspect.Watched;
import dev.trainyard.engine.inspect.finding.FindingCode;
import dev.trainyard.engine.layer.Add;
import dev.trainyard.engine.layer.BatchNorm;
import dev.trainyard.engine.layer.Conv2d;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.Dropout;
import dev.trainyard.engine.layer.Gelu;
import dev.trainyard.engine.layer.Layer;
import dev.trainyard.engine.layer.LayerNorm;
import dev.trainyard.engine.layer.LeakyRelu;
import dev.trainyard.engine.layer.Lstm;
import dev.trainyard.engine.layer.MaxPool;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.layer.SelfAttention;
import dev.trainyard.engine.layer.Tanh;
import dev.trainyard.engine.optimizer.Adam;
import dev.trainyard.engine.optimizer.AdamW;
import dev.trainyard.engine.optimizer.Optimizer;
import dev.trainyard.engine.optimizer.RmsProp;
import dev.trainyard.engine.optimizer.Sgd;
import dev.trainyard.engine.train.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** A training with which nothing is wrong, but for its seed. */
record HealthyTraining(
        String name, LongFunction<Lesson> lesson, List<NamedLayer> layers, Optimizer optimizer, int epochs, int batch) {
    private static final int BATCH = 32;

    private static final List<NamedLayer> RELU = chain(Dense.of(64, new Relu()), Dense.of(32, new Relu()));
    private static final List<NamedLayer> TANH =
            chain(Dense.of(32, new Tanh()), Dense.of(32, new Tanh()), Dense.of(16, new Tanh()));
    private static final List<NamedLayer> GELU = chain(Dense.of(64, new Gelu()), Dense.of(64, new Gelu()));
    private static final List<NamedLayer> DEEP = chain(
            Dense.of(48, new Relu()),
            new BatchNorm(null, null),
            Dense.of(48, new Relu()),
            new BatchNorm(null, null),
            Dense.of(48, new Relu()),
            new Dropout(0.2),
            Dense.of(48, new Relu()));

    /** With these in view the rules were made. */
    static final List<HealthyTraining> TUNED = List.of(
            of("iris, relu, adam", table("iris.csv"), RELU, adam(0.001), 40),
            of("wine, relu, adam", table("wine.csv"), RELU, adam(0.001), 40),
            of("breast_cancer, relu, adam", table("breast_cancer.csv"), RELU, adam(0.001), 40),
            of("wine, relu, momentum", table("wine.csv"), RELU, new Sgd(0.01, 0.9, 0, false, 0), 30),
            of("breast_cancer, tanh, adam", table("breast_cancer.csv"), TANH, adam(0.001), 30),
            of("clouds", seed -> Lesson.clouds(6000, 20, 4, 1.5, seed), RELU, adam(0.001), 8),
            of("spirals", seed -> Lesson.spirals(800, seed), TANH, adam(0.005), 60),
            of("surface", seed -> Lesson.surface(2000, seed), GELU, adam(0.002), 25),
            of("clouds, deep", seed -> Lesson.clouds(3000, 12, 3, 1, seed), DEEP, adam(0.001), 15));

    /** These the rules have never seen; images only where they are installed. */
    static List<HealthyTraining> heldOut() {
        List<HealthyTraining> all = new ArrayList<>(List.of(
                of("breast_cancer, small rate", table("breast_cancer.csv"), RELU, adam(1e-4), 40),
                of("wine, linear, plain sgd", table("wine.csv"), chain(), new Sgd(0.05, 0, 0, false, 0), 40),
                of(
                        "iris, leaky relu, rmsprop",
                        table("iris.csv"),
                        chain(Dense.of(24, new LeakyRelu(null)), Dense.of(24, new LeakyRelu(null))),
                        new RmsProp(0.001, 0.99, 1e-8, 0, 0, false),
                        40),
                of("breast_cancer, residual", table("breast_cancer.csv"), residual(8), adam(0.001), 15),
                of(
                        "clouds, residual, 16 deep",
                        seed -> Lesson.clouds(4000, 16, 4, 1.5, seed),
                        residual(16),
                        adam(5e-4),
                        6),
                of("waves, batch norm", seed -> Lesson.surface(3000, seed), normalized(), adam(0.003), 20),
                of("waves, adamw, batch 256", seed -> Lesson.surface(4000, seed), RELU, adamw(0.003), 30)
                        .batches(256),
                of("sequences, lstm", seed -> Lesson.sequences(1200, 16, seed), lstm(), adam(0.005), 12),
                of("sequences, attention", seed -> Lesson.sequences(1200, 16, seed), attention(), adam(0.002), 12),
                of("many classes", seed -> Lesson.clouds(8000, 40, 20, 2, seed), RELU, adam(0.002), 8)));
        if (Lesson.hasFashion()) {
            Lesson clothes = Lesson.fashion(2400);
            all.add(of("clothes, convolutions", seed -> clothes, convolutions(), adam(0.001), 4));
        }
        return all;
    }

    private static HealthyTraining of(
            String name, LongFunction<Lesson> lesson, List<NamedLayer> layers, Optimizer optimizer, int epochs) {
        return new HealthyTraining(name, lesson, layers, optimizer, epochs, BATCH);
    }

    private HealthyTraining batches(int rows) {
        return new HealthyTraining(name, lesson, layers, optimizer, epochs, rows);
    }

    /** What is found in it all the same. */
    List<FindingCode> findings(long seed) {
        TrainingPlan plan = new TrainingPlan()
                .withEpochs(epochs)
                .withBatchSize(batch)
                .withOptimizer(optimizer)
                .withSeed(seed);
        return Watched.trainNamed(lesson.apply(seed), layers, plan).codes();
    }

    private static List<NamedLayer> chain(Layer... layers) {
        List<NamedLayer> named = new ArrayList<>();
        for (Layer layer : layers) {
            named.add(new NamedLayer("layer" + (named.size() + 1), List.of(), layer));
        }
        return named;
    }

    /** So many times x + relu(W norm(x)). */
    private static List<NamedLayer> residual(int blocks) {
        List<NamedLayer> layers = new ArrayList<>();
        layers.add(new NamedLayer("stem", List.of(), Dense.of(32, new Relu())));
        String last = "stem";
        for (int block = 1; block <= blocks; block++) {
            layers.add(new NamedLayer("norm" + block, List.of(last), new LayerNorm(null)));
            layers.add(new NamedLayer("dense" + block, List.of("norm" + block), Dense.of(32, new Relu())));
            layers.add(new NamedLayer("add" + block, List.of(last, "dense" + block), new Add()));
            last = "add" + block;
        }
        return layers;
    }

    private static List<NamedLayer> normalized() {
        return chain(
                Dense.of(64, null),
                new BatchNorm(null, null),
                new Relu(),
                Dense.of(64, null),
                new BatchNorm(null, null),
                new Relu());
    }

    private static List<NamedLayer> lstm() {
        return chain(new Lstm(24, null, null));
    }

    private static List<NamedLayer> attention() {
        return chain(
                new Lstm(16, null, true), new SelfAttention(2, null), new LayerNorm(null), Dense.of(32, new Relu()));
    }

    private static List<NamedLayer> convolutions() {
        return chain(
                Conv2d.of(8, 3, 1, new Relu()),
                new MaxPool(2, null, null),
                Conv2d.of(16, 3, 1, new Relu()),
                new MaxPool(2, null, null),
                Dense.of(64, new Relu()));
    }

    private static LongFunction<Lesson> table(String file) {
        Lesson lesson = Lesson.table(file);
        return seed -> lesson;
    }

    private static Optimizer adam(double rate) {
        return new Adam(rate, List.of(0.9, 0.999), 1e-8, 0);
    }

    private static Optimizer adamw(double rate) {
        return new AdamW(rate, List.of(0.9, 0.999), 1e-8, 0.01);
    }
}
