package dev.trainyard.benchmark;

import dev.trainyard.engine.data.Csv;
import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.data.FeatureEncoder;
import dev.trainyard.engine.data.MatrixFeatures;
import dev.trainyard.engine.data.Split;
import dev.trainyard.engine.data.Table;
import dev.trainyard.engine.data.TargetEncoder;
import dev.trainyard.engine.data.Targets;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.inspect.Lesson;
import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.loss.Loss;
import dev.trainyard.engine.train.InputSpec;
import dev.trainyard.engine.train.OutputSpec;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/** Data beside those of the tests' {@link Lesson}: targets as people have them, and spoilt ones. */
final class Lessons {
    private Lessons() {}

    /** A table whose last column is the class. */
    static LongFunction<Lesson> table(String file) {
        Lesson lesson = Lesson.table(file);
        return seed -> lesson;
    }

    /** A column of numbers of a table from all other columns. */
    static LongFunction<Lesson> number(String file, String column) {
        Table table = Csv.resource(file);
        List<String> features = table.columns().stream()
                .map(other -> other.name())
                .filter(name -> !name.equals(column))
                .toList();
        int[] rows = IntStream.range(0, table.rows()).toArray();
        Split split = Split.of(rows, 0.2, 3);
        TargetEncoder target = TargetEncoder.fit(table, List.of(column), Task.REGRESSION, split.training());
        FeatureEncoder encoder = FeatureEncoder.fit(table, features, split.training());
        Lesson lesson = new Lesson(
                file,
                Examples.of(encoder.encode(table, split.training()), target.encode(table, split.training())),
                Examples.of(encoder.encode(table, split.validation()), target.encode(table, split.validation())),
                InputSpec.of(encoder),
                OutputSpec.of(target),
                List.of());
        return seed -> lesson;
    }

    /** A surface whose values went through a function, and are standardized. */
    static Lesson bent(int rows, DoubleUnaryOperator function, long seed) {
        Lesson plain = Lesson.surface(rows, seed);
        float[] bent = bend(plain.training(), function);
        float[] others = bend(plain.validation(), function);
        double mean =
                IntStream.range(0, rows).mapToDouble(i -> bent[i]).average().orElseThrow();
        double deviation = Math.sqrt(IntStream.range(0, rows)
                .mapToDouble(i -> (bent[i] - mean) * (bent[i] - mean))
                .average()
                .orElseThrow());
        return with(
                plain,
                standardized(plain.training(), bent, mean, deviation),
                standardized(plain.validation(), others, mean, deviation),
                List.of());
    }

    private static float[] bend(Examples examples, DoubleUnaryOperator function) {
        float[] values = examples.targets().values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) function.applyAsDouble(values[i]);
        }
        return values;
    }

    private static Examples standardized(Examples examples, float[] values, double mean, double deviation) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((values[i] - mean) / deviation);
        }
        return relabeled(examples, values);
    }

    /** Two clouds, the second of which has this share of the rows. */
    static Lesson rare(int rows, double share, double distance, long seed) {
        Lesson clouds = Lesson.clouds(rows, 10, 2, 0, seed);
        Examples training = moved(clouds.training(), share, distance, seed + 3);
        long second = count(training);
        OutputSpec output = OutputSpec.of(Task.CLASSIFICATION, 2);
        return new Lesson(
                "rare",
                training,
                moved(clouds.validation(), share, distance, seed + 4),
                clouds.input(),
                output,
                List.of(rows - second, second));
    }

    private static Examples moved(Examples examples, double share, double distance, long seed) {
        MatrixFeatures features = (MatrixFeatures) examples.features();
        float[] labels = new float[examples.rows()];
        float[] x = features.values().clone();
        for (int row = 0; row < labels.length; row++) {
            labels[row] = Randomness.uniform(seed, row) < share ? 1 : 0;
            for (int i = 0; i < features.width(); i++) {
                x[row * features.width() + i] += (float) (labels[row] * distance * (i % 2));
            }
        }
        return Examples.of(
                new MatrixFeatures(labels.length, features.width(), x), new Targets(1, labels, new double[] {1}));
    }

    private static long count(Examples examples) {
        float[] labels = examples.targets().values();
        return IntStream.range(0, labels.length).filter(row -> labels[row] == 1).count();
    }

    /** The lesson with this share of its training rows given another of its classes. */
    static Lesson mislabeled(Lesson lesson, double share, long seed) {
        int classes = lesson.output().size();
        float[] labels = lesson.training().targets().values().clone();
        for (int row = 0; row < labels.length; row++) {
            if (Randomness.uniform(seed + 5, row) < share) {
                labels[row] = (labels[row] + 1 + Randomness.below(seed + 6, row, classes - 1)) % classes;
            }
        }
        return with(lesson, relabeled(lesson.training(), labels), lesson.validation(), lesson.classRows());
    }

    /** Classes that the features say nothing about, the second of two with this share of the rows. */
    static Lesson meaningless(int rows, int features, double share, long seed) {
        Lesson clouds = Lesson.clouds(rows, features, 2, 0, seed);
        Examples training = drawn(clouds.training(), share, seed + 77);
        long second = count(training);
        return with(clouds, training, drawn(clouds.validation(), share, seed + 78), List.of(rows - second, second));
    }

    private static Examples drawn(Examples examples, double share, long seed) {
        float[] labels = new float[examples.rows()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = Randomness.uniform(seed, row) < share ? 1 : 0;
        }
        return relabeled(examples, labels);
    }

    /** The lesson with its features so many times as large, as if nobody had standardized them. */
    static Lesson magnified(Lesson lesson, float times) {
        return with(
                lesson, magnified(lesson.training(), times), magnified(lesson.validation(), times), lesson.classRows());
    }

    private static Examples magnified(Examples examples, float times) {
        MatrixFeatures features = (MatrixFeatures) examples.features();
        float[] x = features.values().clone();
        for (int i = 0; i < x.length; i++) {
            x[i] *= times;
        }
        return Examples.of(new MatrixFeatures(examples.rows(), features.width(), x), examples.targets());
    }

    /** Judged by another loss. */
    static Lesson by(Loss loss, Lesson lesson) {
        return new Lesson(
                lesson.name(),
                lesson.training(),
                lesson.validation(),
                lesson.input(),
                lesson.output().withLoss(loss),
                lesson.classRows());
    }

    private static Examples relabeled(Examples examples, float[] labels) {
        return Examples.of(examples.features(), new Targets(1, labels, new double[] {1}));
    }

    private static Lesson with(Lesson lesson, Examples training, Examples validation, List<Long> classRows) {
        return new Lesson(lesson.name(), training, validation, lesson.input(), lesson.output(), classRows);
    }
}
