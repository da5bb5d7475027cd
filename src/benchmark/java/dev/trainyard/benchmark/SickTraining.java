package dev.trainyard.benchmark;

import static dev.trainyard.benchmark.Lessons.table;
import static dev.trainyard.engine.inspect.finding.FindingCode.CLASS_IMBALANCE;
import static dev.trainyard.engine.inspect.finding.FindingCode.DEAD_RELUS;
import static dev.trainyard.engine.inspect.finding.FindingCode.EXPLODING_GRADIENT;
import static dev.trainyard.engine.inspect.finding.FindingCode.LABEL_NOISE;
import static dev.trainyard.engine.inspect.finding.FindingCode.LEARNING_RATE_TOO_HIGH;
import static dev.trainyard.engine.inspect.finding.FindingCode.LEARNING_RATE_TOO_LOW;
import static dev.trainyard.engine.inspect.finding.FindingCode.NON_FINITE_LOSS;
import static dev.trainyard.engine.inspect.finding.FindingCode.OVERFITTING;
import static dev.trainyard.engine.inspect.finding.FindingCode.PLATEAU;
import static dev.trainyard.engine.inspect.finding.FindingCode.SATURATION;
import static dev.trainyard.engine.inspect.finding.FindingCode.VANISHING_GRADIENT;
import static dev.trainyard.engine.inspect.finding.FindingCode.WEIGHT_SCALE;

import dev.trainyard.engine.inspect.Lesson;
import dev.trainyard.engine.inspect.finding.FindingCode;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.layer.Sigmoid;
import dev.trainyard.engine.layer.Tanh;
import dev.trainyard.engine.optimizer.Adam;
import dev.trainyard.engine.optimizer.Optimizer;
import dev.trainyard.engine.optimizer.Sgd;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * A training with which one thing is wrong.
 *
 * @param expected codes of which at least one should be found
 */
record SickTraining(Course course, Set<FindingCode> expected) {
    private static final Set<FindingCode> TOO_FAST =
            EnumSet.of(EXPLODING_GRADIENT, LEARNING_RATE_TOO_HIGH, NON_FINITE_LOSS);

    static List<SickTraining> all() {
        return List.of(
                deep("sigmoid, 8 deep, breast_cancer", table("breast_cancer.csv"), 8, 0.01),
                deep("sigmoid, 12 deep, clouds", seed -> Lesson.clouds(2000, 12, 3, 1.5, seed), 12, 0.1),
                of(
                        Course.of(
                                "sigmoid, 8 deep, glorot",
                                table("breast_cancer.csv"),
                                Networks.stack(8, 32, new Sigmoid()),
                                adam(0.001),
                                8),
                        VANISHING_GRADIENT),
                of(
                        Course.of(
                                "relu, 8 deep, weights of 0.01",
                                table("breast_cancer.csv"),
                                Networks.scaled(8, new Relu(), 0.01),
                                adam(0.001),
                                8),
                        VANISHING_GRADIENT,
                        WEIGHT_SCALE),
                fast("iris, adam x 1000", table("iris.csv"), Networks.RELU, adam(1)),
                fast("wine, adam x 1000", table("wine.csv"), Networks.RELU, adam(1)),
                fast("breast_cancer, adam x 1000", table("breast_cancer.csv"), Networks.RELU, adam(1)),
                fast("breast_cancer, momentum x 1000", table("breast_cancer.csv"), Networks.RELU, sgd(10, 0.9)),
                fast("surface, sgd x 1000", seed -> Lesson.surface(1000, seed), Networks.RELU, sgd(10, 0)),
                fast("clouds, adam x 1000", seed -> Lesson.clouds(3000, 12, 4, 1.5, seed), Networks.GELU, adam(1)),
                fast(
                        "clouds, batch norm x 1000",
                        seed -> Lesson.clouds(3000, 12, 4, 1.5, seed),
                        Networks.DEEP,
                        adam(1)),
                fast("sequences, gru x 1000", seed -> Lesson.sequences(1200, 16, seed), Networks.GRU, adam(5)),
                fast("surface, adam x 300", seed -> Lesson.surface(1000, seed), Networks.TANH, adam(0.3)),
                of(Course.of("units killed", table("breast_cancer.csv"), Networks.RELU, sgd(3, 0.9), 20), DEAD_RELUS),
                of(
                        Course.of(
                                "units dead from the start",
                                seed -> Lesson.clouds(2000, 12, 3, 1.5, seed),
                                Networks.dead(),
                                adam(0.001),
                                10),
                        DEAD_RELUS),
                of(
                        Course.of(
                                "tanh with weights of 5",
                                table("breast_cancer.csv"),
                                Networks.scaled(2, new Tanh(), 5),
                                adam(0.001),
                                4),
                        SATURATION),
                of(
                        Course.of(
                                "sigmoid, features x 300",
                                seed -> Lessons.magnified(Lesson.clouds(2000, 12, 3, 1.5, seed), 300),
                                Networks.stack(2, 32, new Sigmoid()),
                                adam(0.001),
                                8),
                        SATURATION,
                        WEIGHT_SCALE),
                of(
                        Course.of(
                                "60 rows by heart",
                                seed -> Lessons.meaningless(60, 30, 0.5, seed),
                                Networks.RELU,
                                adam(0.01),
                                60),
                        OVERFITTING),
                of(
                        Course.of(
                                "300 rows by heart",
                                seed -> Lesson.clouds(300, 30, 2, 0.3, seed),
                                Networks.RELU,
                                adam(0.003),
                                60),
                        OVERFITTING),
                of(
                        Course.of(
                                "500 rows learned well, then by heart",
                                seed -> Lesson.clouds(500, 20, 2, 0.6, seed),
                                Networks.RELU,
                                adam(0.003),
                                60),
                        OVERFITTING),
                of(
                        Course.of(
                                "a rare class ignored",
                                seed -> Lessons.rare(3000, 0.03, 0.5, seed),
                                Networks.RELU,
                                adam(0.001),
                                6),
                        CLASS_IMBALANCE),
                of(
                        Course.of(
                                "4 % mislabeled",
                                seed -> Lessons.mislabeled(Lesson.clouds(2000, 10, 2, 3, seed), 0.04, seed),
                                Networks.RELU,
                                adam(0.001),
                                8),
                        LABEL_NOISE),
                of(
                        Course.of(
                                "10 % mislabeled, of 4 classes",
                                seed -> Lessons.mislabeled(Lesson.clouds(3000, 16, 4, 3, seed), 0.1, seed),
                                Networks.RELU,
                                adam(0.001),
                                6),
                        LABEL_NOISE),
                of(
                        Course.of(
                                "nothing to learn",
                                seed -> Lessons.meaningless(3000, 4, 0.5, seed),
                                Networks.RELU,
                                adam(0.001),
                                15),
                        PLATEAU),
                of(
                        Course.of("sgd / 10,000", table("breast_cancer.csv"), Networks.RELU, sgd(1e-6, 0), 12),
                        LEARNING_RATE_TOO_LOW),
                of(
                        Course.of("adam / 1,000", seed -> Lesson.surface(2000, seed), Networks.RELU, adam(1e-6), 12),
                        LEARNING_RATE_TOO_LOW),
                of(
                        Course.of(
                                "surface, momentum, 100",
                                seed -> Lesson.surface(400, seed),
                                Networks.RELU,
                                sgd(100, 0.9),
                                5),
                        NON_FINITE_LOSS));
    }

    private static SickTraining of(Course course, FindingCode first, FindingCode... others) {
        return new SickTraining(course, EnumSet.of(first, others));
    }

    private static SickTraining deep(String name, LongFunction<Lesson> lesson, int layers, double deviation) {
        List<NamedLayer> stack = Networks.scaled(layers, new Sigmoid(), deviation);
        return of(Course.of(name, lesson, stack, adam(0.001), 3), VANISHING_GRADIENT);
    }

    private static SickTraining fast(
            String name, LongFunction<Lesson> lesson, List<NamedLayer> layers, Optimizer optimizer) {
        return new SickTraining(Course.of(name, lesson, layers, optimizer, 10), TOO_FAST);
    }

    private static Optimizer adam(double rate) {
        return new Adam(rate, List.of(0.9, 0.999), 1e-8, 0);
    }

    private static Optimizer sgd(double rate, double momentum) {
        return new Sgd(rate, momentum, 0, false, 0);
    }
}
