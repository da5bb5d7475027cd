package dev.trainyard.engine.inspect;

import dev.trainyard.engine.data.ByteFeatures;
import dev.trainyard.engine.data.ClassTarget;
import dev.trainyard.engine.data.Csv;
import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.data.FeatureEncoder;
import dev.trainyard.engine.data.MatrixFeatures;
import dev.trainyard.engine.data.Split;
import dev.trainyard.engine.data.Table;
import dev.trainyard.engine.data.TargetEncoder;
import dev.trainyard.engine.data.Targets;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.engine.train.InputSpec;
import dev.trainyard.engine.train.OutputSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** Something to learn: rows to train and to judge by, and what enters and leaves a network for them. */
public record Lesson(
        String name, Examples training, Examples validation, InputSpec input, OutputSpec output, List<Long> classRows) {

    private static final Path FASHION = Path.of("/usr/share/datasets/fashion-mnist");

    /** A table of the test resources with words in its last column. */
    public static Lesson table(String file) {
        Table table = Csv.resource(file);
        List<String> names =
                table.columns().stream().map(column -> column.name()).toList();
        String label = names.getLast();
        int[] rows = IntStream.range(0, table.rows()).toArray();
        var target = (ClassTarget) TargetEncoder.fit(table, List.of(label), Task.CLASSIFICATION, rows);
        Split split = Split.stratified(rows, target.codes(table, rows), 0.2, 3);
        FeatureEncoder encoder = FeatureEncoder.fit(table, names.subList(0, names.size() - 1), split.training());
        return new Lesson(
                file,
                Examples.of(encoder.encode(table, split.training()), target.encode(table, split.training())),
                Examples.of(encoder.encode(table, split.validation()), target.encode(table, split.validation())),
                InputSpec.of(encoder),
                OutputSpec.of(target),
                count(target.codes(table, split.training()), target.outputs()));
    }

    /** Clouds of points, one per class, {@code distance} deviations apart. */
    public static Lesson clouds(int rows, int features, int classes, double distance, long seed) {
        return of(
                "clouds",
                classes,
                cloud(rows, features, classes, distance, seed),
                cloud(rows / 4, features, classes, distance, seed + 9));
    }

    /** Two interleaved spirals, for which depth helps. */
    public static Lesson spirals(int rows, long seed) {
        return of("spirals", 2, spiral(rows, seed), spiral(rows / 4, seed + 9));
    }

    /** A wavy surface over the plane with some noise. */
    public static Lesson surface(int rows, long seed) {
        return of("surface", 0, waves(rows, seed), waves(rows / 4, seed + 9));
    }

    /** Waves of three frequencies with noise, [steps, 2], to be told apart. */
    public static Lesson sequences(int rows, int steps, long seed) {
        Examples training = sequence(rows, steps, seed);
        return new Lesson(
                "sequences",
                training,
                sequence(rows / 4, steps, seed + 9),
                InputSpec.of(Shape.of(steps, 2)),
                OutputSpec.of(Task.CLASSIFICATION, 3),
                count(codes(training), 3));
    }

    /** The first images of Fashion-MNIST; only where the Debian package is installed. */
    public static Lesson fashion(int rows) {
        Examples training = images("train", rows);
        return new Lesson(
                "fashion",
                training,
                images("t10k", rows / 6),
                InputSpec.of(Shape.of(28, 28)),
                OutputSpec.of(Task.CLASSIFICATION, 10),
                count(codes(training), 10));
    }

    /** Whether {@link #fashion} can be read. */
    public static boolean hasFashion() {
        return Files.isDirectory(FASHION);
    }

    private static Lesson of(String name, int classes, Examples training, Examples validation) {
        Task task = classes == 0 ? Task.REGRESSION : Task.CLASSIFICATION;
        return new Lesson(
                name,
                training,
                validation,
                InputSpec.of(Shape.of(training.features().width())),
                OutputSpec.of(task, Math.max(1, classes)),
                classes == 0 ? List.of() : count(codes(training), classes));
    }

    private static Examples cloud(int rows, int features, int classes, double distance, long seed) {
        float[] x = new float[rows * features];
        float[] y = new float[rows];
        for (int row = 0; row < rows; row++) {
            int label = Randomness.below(seed, row, classes);
            y[row] = label;
            for (int i = 0; i < features; i++) {
                x[row * features + i] = Randomness.normal(seed + 1, (long) row * features + i)
                        + (i % classes == label ? (float) distance : 0);
            }
        }
        return examples(features, x, y);
    }

    private static Examples spiral(int rows, long seed) {
        float[] x = new float[rows * 2];
        float[] y = new float[rows];
        for (int row = 0; row < rows; row++) {
            int arm = row % 2;
            double turn = 0.5 + 2.5 * Randomness.uniform(seed, row);
            double angle = turn * 2 + arm * Math.PI;
            x[2 * row] = (float) (turn / 2 * StrictMath.cos(angle)) + 0.05f * Randomness.normal(seed + 1, 2L * row);
            x[2 * row + 1] =
                    (float) (turn / 2 * StrictMath.sin(angle)) + 0.05f * Randomness.normal(seed + 1, 2L * row + 1);
            y[row] = arm;
        }
        return examples(2, x, y);
    }

    private static Examples sequence(int rows, int steps, long seed) {
        float[] x = new float[rows * steps * 2];
        float[] y = new float[rows];
        for (int row = 0; row < rows; row++) {
            y[row] = Randomness.below(seed, row, 3);
            double phase = 2 * Math.PI * Randomness.uniform(seed + 1, row);
            for (int step = 0; step < steps; step++) {
                int place = 2 * (row * steps + step);
                double angle = phase + (0.5 + 0.4 * y[row]) * step;
                x[place] = (float) StrictMath.sin(angle) + 0.3f * Randomness.normal(seed + 2, place);
                x[place + 1] = (float) StrictMath.cos(angle) + 0.3f * Randomness.normal(seed + 2, place + 1L);
            }
        }
        return examples(steps * 2, x, y);
    }

    private static Examples waves(int rows, long seed) {
        float[] x = new float[rows * 2];
        float[] y = new float[rows];
        for (int row = 0; row < rows; row++) {
            x[2 * row] = Randomness.normal(seed, 2L * row);
            x[2 * row + 1] = Randomness.normal(seed, 2L * row + 1);
            y[row] =
                    (float) (StrictMath.sin(2 * x[2 * row]) + x[2 * row + 1]) + 0.1f * Randomness.normal(seed + 1, row);
        }
        return examples(2, x, y);
    }

    private static Examples examples(int width, float[] x, float[] y) {
        return Examples.of(new MatrixFeatures(y.length, width, x), new Targets(1, y, new double[] {1}));
    }

    private static Examples images(String part, int rows) {
        byte[] pixels = bytes(part + "-images-idx3-ubyte.gz", 16, rows * 784);
        byte[] labels = bytes(part + "-labels-idx1-ubyte.gz", 8, rows);
        float[] y = new float[rows];
        for (int row = 0; row < rows; row++) {
            y[row] = labels[row];
        }
        return Examples.of(
                new ByteFeatures(784, pixels, IntStream.range(0, rows).toArray(), 1 / 90f, -73 / 90f),
                new Targets(1, y, new double[] {1}));
    }

    private static byte[] bytes(String file, int header, int count) {
        try (InputStream stream = new GZIPInputStream(Files.newInputStream(FASHION.resolve(file)))) {
            stream.skipNBytes(header);
            return stream.readNBytes(count);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int[] codes(Examples examples) {
        float[] values = examples.targets().values();
        int[] codes = new int[values.length];
        Arrays.setAll(codes, i -> (int) values[i]);
        return codes;
    }

    private static List<Long> count(int[] codes, int classes) {
        long[] counts = new long[classes];
        Arrays.stream(codes).forEach(code -> counts[code]++);
        return Arrays.stream(counts).boxed().toList();
    }
}
