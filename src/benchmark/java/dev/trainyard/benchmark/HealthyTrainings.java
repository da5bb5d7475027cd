package dev.trainyard.benchmark;

import static dev.trainyard.benchmark.Lessons.table;

import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.inspect.Lesson;
import dev.trainyard.engine.layer.Elu;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.layer.Sigmoid;
import dev.trainyard.engine.layer.Silu;
import dev.trainyard.engine.loss.BinaryCrossEntropy;
import dev.trainyard.engine.loss.Huber;
import dev.trainyard.engine.loss.MeanAbsoluteError;
import dev.trainyard.engine.optimizer.Adam;
import dev.trainyard.engine.optimizer.AdamW;
import dev.trainyard.engine.optimizer.Optimizer;
import dev.trainyard.engine.optimizer.RmsProp;
import dev.trainyard.engine.optimizer.Sgd;
import dev.trainyard.engine.schedule.Constant;
import dev.trainyard.engine.schedule.Cosine;
import dev.trainyard.engine.schedule.OneCycle;
import dev.trainyard.engine.train.Defaults;
import dev.trainyard.engine.train.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Trainings with which nothing is wrong. */
final class HealthyTrainings {
    private HealthyTrainings() {}

    /** With these in view the rules were made. */
    static List<Course> tuned() {
        return List.of(
                Course.of("iris, relu, adam", table("iris.csv"), Networks.RELU, adam(0.001), 40),
                Course.of("wine, relu, adam", table("wine.csv"), Networks.RELU, adam(0.001), 40),
                Course.of("breast_cancer, relu, adam", table("breast_cancer.csv"), Networks.RELU, adam(0.001), 40),
                Course.of("wine, relu, momentum", table("wine.csv"), Networks.RELU, momentum(0.01), 30),
                Course.of("breast_cancer, tanh, adam", table("breast_cancer.csv"), Networks.TANH, adam(0.001), 30),
                Course.of("clouds", seed -> Lesson.clouds(6000, 20, 4, 1.5, seed), Networks.RELU, adam(0.001), 8),
                Course.of("spirals", seed -> Lesson.spirals(800, seed), Networks.TANH, adam(0.005), 60),
                Course.of("surface", seed -> Lesson.surface(2000, seed), Networks.GELU, adam(0.002), 25),
                Course.of("clouds, deep", seed -> Lesson.clouds(3000, 12, 3, 1, seed), Networks.DEEP, adam(0.001), 15));
    }

    /** Held out when the thresholds were chosen; images only where they are installed. */
    static List<Course> heldOut() {
        List<Course> all = new ArrayList<>(List.of(
                Course.of("breast_cancer, small rate", table("breast_cancer.csv"), Networks.RELU, adam(1e-4), 40),
                Course.of("wine, linear, plain sgd", table("wine.csv"), Networks.LINEAR, sgd(0.05), 40),
                Course.of(
                        "iris, leaky relu, rmsprop",
                        table("iris.csv"),
                        Networks.LEAKY,
                        new RmsProp(0.001, 0.99, 1e-8, 0, 0, false),
                        40),
                Course.of("breast_cancer, residual", table("breast_cancer.csv"), Networks.residual(8), adam(0.001), 15),
                Course.of(
                        "clouds, residual, 16 deep",
                        seed -> Lesson.clouds(4000, 16, 4, 1.5, seed),
                        Networks.residual(16),
                        adam(5e-4),
                        6),
                Course.of(
                        "waves, batch norm", seed -> Lesson.surface(3000, seed), Networks.NORMALIZED, adam(0.003), 20),
                Course.of(
                                "waves, adamw, batch 256",
                                seed -> Lesson.surface(4000, seed),
                                Networks.RELU,
                                adamw(0.003, 0.01),
                                30)
                        .batches(256),
                Course.of("sequences, lstm", seed -> Lesson.sequences(1200, 16, seed), Networks.LSTM, adam(0.005), 12),
                Course.of(
                        "sequences, attention",
                        seed -> Lesson.sequences(1200, 16, seed),
                        Networks.ATTENTION,
                        adam(0.002),
                        12),
                Course.of(
                        "many classes", seed -> Lesson.clouds(8000, 40, 20, 2, seed), Networks.RELU, adam(0.002), 8)));
        if (Lesson.hasFashion()) {
            Lesson clothes = Lesson.fashion(2400);
            all.add(Course.of("clothes, convolutions", seed -> clothes, Networks.CONVOLUTIONS, adam(0.001), 4));
        }
        return all;
    }

    /** As people train: what is filled in where they say nothing, schedules, small batches, targets that are not tidy. */
    static List<Course> usual() {
        List<Course> all = new ArrayList<>(List.of(
                filledIn("iris, filled in", table("iris.csv")),
                filledIn("wine, filled in", table("wine.csv")),
                filledIn("breast_cancer, filled in", table("breast_cancer.csv")),
                filledIn("clouds, filled in", seed -> Lesson.clouds(2500, 12, 3, 1, seed)),
                filledIn("surface, filled in", seed -> Lesson.surface(1500, seed)),
                filledIn("iris, petal width", Lessons.number("iris.csv", "petal_width")),
                filledIn("wine, proline", Lessons.number("wine.csv", "proline")),
                Course.of("wine, batches of 4", table("wine.csv"), Networks.RELU, adam(0.001), 20)
                        .batches(4),
                Course.of("waves, batches of 8", seed -> Lesson.surface(800, seed), Networks.RELU, adam(0.001), 20)
                        .batches(8),
                Course.of("waves, batches of 8, sgd", seed -> Lesson.surface(800, seed), Networks.RELU, sgd(0.01), 20)
                        .batches(8),
                Course.of("breast_cancer, whole", table("breast_cancer.csv"), Networks.RELU, adam(0.002), 60)
                        .batches(1000),
                Course.of(
                                "clouds, batch norm, 8",
                                seed -> Lesson.clouds(1000, 10, 3, 2, seed),
                                Networks.NORMALIZED,
                                adam(0.001),
                                15)
                        .batches(8),
                Course.of(
                        "clouds that overlap",
                        seed -> Lesson.clouds(4000, 6, 2, 0.2, seed),
                        Networks.RELU,
                        adam(0.001),
                        10),
                Course.of(
                        "clouds that overlap, cosine",
                        seed -> Lesson.clouds(4000, 6, 2, 0.2, seed),
                        Networks.RELU,
                        adam(0.001),
                        10,
                        new Cosine()),
                Course.of(
                        "clouds that overlap, cycle",
                        seed -> Lesson.clouds(4000, 6, 2, 0.2, seed),
                        Networks.RELU,
                        momentum(0.05),
                        15,
                        new OneCycle()),
                Course.of(
                        "clouds far apart",
                        seed -> Lesson.clouds(3000, 10, 3, 6, seed),
                        Networks.RELU,
                        adam(0.002),
                        40),
                Course.of(
                        "clouds, dropout",
                        seed -> Lesson.clouds(3000, 20, 4, 1.5, seed),
                        Networks.DROPPED,
                        adam(0.002),
                        15),
                Course.of(
                        "breast_cancer, dropout, cycle",
                        table("breast_cancer.csv"),
                        Networks.DROPPED,
                        adamw(0.005, 0.05),
                        30,
                        new OneCycle()),
                Course.of(
                        "wine, momentum, cosine",
                        table("wine.csv"),
                        Networks.RELU,
                        new Sgd(0.03, 0.9, 0, true, 5e-4),
                        40,
                        new Cosine(0, 20)),
                Course.of(
                        "clouds, sigmoid",
                        seed -> Lesson.clouds(3000, 12, 3, 1.5, seed),
                        Networks.stack(2, 32, new Sigmoid()),
                        adam(0.005),
                        15),
                Course.of(
                        "spirals, silu",
                        seed -> Lesson.spirals(1000, seed),
                        Networks.stack(3, 48, new Silu()),
                        adam(0.005),
                        50),
                Course.of(
                        "clouds, elu, six deep",
                        seed -> Lesson.clouds(3000, 12, 3, 1.5, seed),
                        Networks.stack(6, 48, new Elu(null)),
                        adam(0.001),
                        15,
                        new Constant(100)),
                Course.of(
                        "clouds, relu, eight deep",
                        seed -> Lesson.clouds(4000, 20, 4, 1.5, seed),
                        Networks.stack(8, 64, new Relu()),
                        adam(5e-4),
                        10,
                        new Constant(100)),
                Course.of("a rare class", seed -> Lessons.rare(4000, 0.04, 2.5, seed), Networks.RELU, adam(0.001), 12),
                Course.of(
                        "one logit",
                        seed -> Lessons.by(new BinaryCrossEntropy(), Lesson.clouds(2000, 10, 2, 1.5, seed)),
                        Networks.RELU,
                        adam(0.001),
                        12),
                Course.of("prices", seed -> Lessons.bent(2000, Math::exp, seed), Networks.RELU, adam(0.001), 25),
                Course.of(
                        "prices, huber",
                        seed -> Lessons.by(new Huber(null), Lessons.bent(2000, Math::exp, seed)),
                        Networks.RELU,
                        adam(0.001),
                        25),
                Course.of(
                        "surface, absolute error",
                        seed -> Lessons.by(new MeanAbsoluteError(), Lesson.surface(2000, seed)),
                        Networks.GELU,
                        adam(0.002),
                        25),
                Course.of(
                        "mostly one value",
                        seed -> Lessons.bent(3000, y -> Math.max(0, y - 2), seed),
                        Networks.RELU,
                        adam(0.001),
                        25),
                Course.of(
                                "mostly one value, batches of 8",
                                seed -> Lessons.bent(1200, y -> Math.max(0, y - 2), seed),
                                Networks.RELU,
                                adam(3e-4),
                                25)
                        .batches(8),
                Course.of(
                        "sequences, gru, cycle",
                        seed -> Lesson.sequences(1200, 16, seed),
                        Networks.GRU,
                        adam(0.005),
                        12,
                        new OneCycle())));
        if (Lesson.hasFashion()) {
            Lesson clothes = Lesson.fashion(2400);
            all.add(Course.of(
                    "clothes, batch norm, cycle",
                    seed -> clothes,
                    Networks.NORMALIZED_CONVOLUTIONS,
                    adamw(0.003, 0.01),
                    5,
                    new OneCycle()));
        }
        return all;
    }

    /** The network and the plan of a job that gives neither. */
    private static Course filledIn(String name, LongFunction<Lesson> lesson) {
        Lesson first = lesson.apply(1);
        Task task = first.output().task();
        int rows = first.training().rows();
        int width = first.input().width();
        TrainingPlan plan = Defaults.plan(task, rows, width, false);
        return new Course(name, lesson, Defaults.layers(task, rows, width), plan);
    }

    private static Optimizer adam(double rate) {
        return new Adam(rate, List.of(0.9, 0.999), 1e-8, 0);
    }

    private static Optimizer adamw(double rate, double decay) {
        return new AdamW(rate, List.of(0.9, 0.999), 1e-8, decay);
    }

    private static Optimizer sgd(double rate) {
        return new Sgd(rate, 0, 0, false, 0);
    }

    private static Optimizer momentum(double rate) {
        return new Sgd(rate, 0.9, 0, false, 0);
    }
}
