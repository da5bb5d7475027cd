package dev.trainyard.engine.train;

import static dev.trainyard.engine.train.Example.layer;

import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.data.MatrixFeatures;
import dev.trainyard.engine.data.Targets;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.layer.BatchNorm;
import dev.trainyard.engine.layer.Conv2d;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.Dropout;
import dev.trainyard.engine.layer.Elu;
import dev.trainyard.engine.layer.Gelu;
import dev.trainyard.engine.layer.Gru;
import dev.trainyard.engine.layer.LayerNorm;
import dev.trainyard.engine.layer.LeakyRelu;
import dev.trainyard.engine.layer.Lstm;
import dev.trainyard.engine.layer.MaxPool;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.layer.SelfAttention;
import dev.trainyard.engine.layer.Sigmoid;
import dev.trainyard.engine.layer.Silu;
import dev.trainyard.engine.layer.Softplus;
import dev.trainyard.engine.layer.Tanh;
import dev.trainyard.engine.optimizer.AdamW;
import dev.trainyard.engine.tensor.Shape;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Trains small networks and prints a digest of all that came of each: what {@link SameBitsAcrossMachinesTests} compares.
 *
 * <p>Arguments: how many rows, how many threads at most, and the names of the networks.
 */
final class Fingerprints {
    static final List<String> ALL = List.of("table", "image", "sequence");

    private Fingerprints() {}

    public static void main(String[] arguments) {
        int rows = Integer.parseInt(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        List<String> names = List.of(arguments).subList(2, arguments.length);
        System.out.println("lanes " + Kernels.best().lanes());
        for (String name : names) {
            for (int count = 1; count <= threads; count++) {
                System.out.println(name + " " + of(name, rows, count));
            }
        }
    }

    /** The digests by network, each with one thread in this process. */
    static Map<String, String> here(int rows, List<String> names) {
        Map<String, String> digests = new TreeMap<>();
        names.forEach(name -> digests.put(name, of(name, rows, 1)));
        return digests;
    }

    private static String of(String name, int rows, int threads) {
        TrainingPlan plan = new TrainingPlan()
                .withEpochs(2)
                .withBatchSize(Math.min(rows, 19))
                .withOptimizer(new AdamW())
                .withClipping(new Clipping(1.0, 0.5))
                .withSeed(7);
        OutputSpec output = OutputSpec.of(Task.CLASSIFICATION, Example.CLASSES);
        Shape shape = shape(name);
        Network network = Network.of(layers(name), InputSpec.of(shape), output);
        Examples examples = examples(rows, Math.toIntExact(shape.size()));
        TrainState state = TrainState.initial(network, plan);
        Example.Run run = Example.run(network, plan, examples, examples, state, -1, Kernels.best(), threads);
        return sha256(everything(run));
    }

    /** In an order that is the same in every process. */
    private static String everything(Example.Run run) {
        StringBuilder text = new StringBuilder(run.outcome().result().sha256()).append(run.losses());
        run.weights().forEach(text::append);
        run.epochs()
                .forEach(epoch ->
                        text.append(new TreeMap<>(epoch.training())).append(new TreeMap<>(epoch.validation())));
        run.outcome()
                .state()
                .tensors()
                .forEach((name, tensor) -> text.append(name).append(Arrays.hashCode(tensor.values())));
        return text.toString();
    }

    private static Shape shape(String name) {
        return switch (name) {
            case "image" -> Shape.of(1, 8, 8);
            case "sequence" -> Shape.of(6, 4);
            default -> Shape.of(Example.FEATURES);
        };
    }

    private static List<NamedLayer> layers(String name) {
        return switch (name) {
            case "image" ->
                List.of(
                        layer("a", new Conv2d(6, 3, null, 1, null, null, null, new Relu(), null)),
                        layer("b", new BatchNorm(null, null)),
                        layer("c", new MaxPool(2, null, null)),
                        layer("d", new Conv2d(9, 3, 2, 2, 2, 3, false, new Gelu(), null)));
            case "sequence" ->
                List.of(
                        layer("a", new Lstm(3, true, true)),
                        layer("b", new SelfAttention(2, true)),
                        layer("c", new Gru(5, null, null)));
            case "tiny" -> List.of(layer("a", Dense.of(3, new Tanh())));
            default ->
                List.of(
                        layer("a", Dense.of(24, new Relu())),
                        layer("b", new LayerNorm(null)),
                        layer("c", Dense.of(17, new Gelu())),
                        layer("d", new BatchNorm(null, null)),
                        layer("e", Dense.of(9, new Silu())),
                        layer("f", new Dropout(0.2)),
                        layer("g", Dense.of(20, new Tanh())),
                        layer("h", Dense.of(8, new Sigmoid())),
                        layer("i", Dense.of(33, new Softplus())),
                        layer("j", Dense.of(16, new Elu(null))),
                        layer("k", Dense.of(7, new LeakyRelu(null))),
                        layer("l", Dense.of(34, null)));
        };
    }

    private static Examples examples(int rows, int features) {
        float[] x = new float[rows * features];
        float[] y = new float[rows];
        float[] weights = new float[rows];
        for (int i = 0; i < x.length; i++) {
            x[i] = Randomness.normal(1, i);
        }
        for (int row = 0; row < rows; row++) {
            y[row] = Randomness.below(2, row, Example.CLASSES);
            weights[row] = 0.5f + Randomness.uniform(3, row);
        }
        return new Examples(new MatrixFeatures(rows, features, x), new Targets(1, y, new double[] {1}), weights);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
