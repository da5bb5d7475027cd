package dev.trainyard.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.trainyard.engine.data.CategoryColumn;
import dev.trainyard.engine.data.ClassTarget;
import dev.trainyard.engine.data.Column;
import dev.trainyard.engine.data.FeatureEncoder;
import dev.trainyard.engine.data.NumberColumn;
import dev.trainyard.engine.data.NumberTarget;
import dev.trainyard.engine.data.Table;
import dev.trainyard.engine.data.TargetEncoder;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.data.TensorColumn;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.layer.Activation;
import dev.trainyard.engine.layer.Add;
import dev.trainyard.engine.layer.BatchNorm;
import dev.trainyard.engine.layer.Concat;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.Dropout;
import dev.trainyard.engine.layer.Elu;
import dev.trainyard.engine.layer.Gelu;
import dev.trainyard.engine.layer.LayerNorm;
import dev.trainyard.engine.layer.LeakyRelu;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.layer.Sigmoid;
import dev.trainyard.engine.layer.Silu;
import dev.trainyard.engine.layer.Softplus;
import dev.trainyard.engine.layer.Tanh;
import dev.trainyard.engine.loss.BinaryCrossEntropy;
import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.engine.train.InputSpec;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.OutputSpec;
import dev.trainyard.engine.train.Predictor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * ONNX Runtime gives the same answers to raw rows as the service. A trap: it searches the command line of its process by
 * a recursive pattern, so a class path of many kilobytes there ends the JVM; Surefire's stands in a manifest.
 */
class OnnxModelTests {
    private static final int ROWS = 300;
    private static final List<Activation> ACTIVATIONS = List.of(
            new Relu(),
            new LeakyRelu(0.1),
            new Elu(0.7),
            new Gelu(),
            new Silu(),
            new Tanh(),
            new Sigmoid(),
            new Softplus());

    @Test
    void answersRawRowsAlike() throws Exception {
        Table table = table();
        TargetEncoder target = TargetEncoder.fit(table, List.of("kind"), Task.CLASSIFICATION, all());
        assertAlike(table, List.of("age", "value", "label", "city"), target, OutputSpec.of(target), layers());
    }

    @Test
    void givesNumbersTheirUnit() throws Exception {
        Table table = table();
        TargetEncoder target = TargetEncoder.fit(table, List.of("age", "value"), Task.REGRESSION, present(table));
        assertAlike(table, List.of("label", "city"), target, OutputSpec.of(target), layers());
    }

    @Test
    void answersByOneLogit() throws Exception {
        Table table = table();
        TargetEncoder target = TargetEncoder.fit(table, List.of("two"), Task.CLASSIFICATION, all());
        OutputSpec output = OutputSpec.of(target).withLoss(new BinaryCrossEntropy());
        assertAlike(table, List.of("age"), target, output, List.of(layer("a", Dense.of(4, new Relu()))));
    }

    @Test
    void takesImagesAsBytes() throws Exception {
        Table table = table();
        TargetEncoder target = TargetEncoder.fit(table, List.of("kind"), Task.CLASSIFICATION, all());
        assertAlike(
                table, List.of("image"), target, OutputSpec.of(target), List.of(layer("a", Dense.of(8, new Relu()))));
    }

    private static List<NamedLayer> layers() {
        List<NamedLayer> layers = new ArrayList<>();
        for (int i = 0; i < ACTIVATIONS.size(); i++) {
            layers.add(layer("dense" + i, Dense.of(16, ACTIVATIONS.get(i))));
        }
        layers.add(layer("layer_norm", new LayerNorm(null)));
        layers.add(layer("batch_norm", new BatchNorm(null, null)));
        layers.add(layer("dropout", new Dropout(0.5)));
        layers.add(new NamedLayer("add", List.of("dense0", "dropout"), new Add()));
        layers.add(new NamedLayer("concat", List.of("add", "dense3"), new Concat()));
        return layers;
    }

    private static NamedLayer layer(String name, dev.trainyard.engine.layer.Layer layer) {
        return new NamedLayer(name, List.of(), layer);
    }

    private static void assertAlike(
            Table table, List<String> features, TargetEncoder target, OutputSpec output, List<NamedLayer> layers)
            throws IOException, OrtException {
        FeatureEncoder encoder = FeatureEncoder.fit(table, features, all());
        Network network = Network.of(layers, InputSpec.of(encoder), output);
        Parameters parameters = shaken(Parameters.initialize(network.graph(), 5));
        float[] expected = new Predictor(network, parameters, Kernels.best(), 32).predict(encoder.encode(table, all()));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        OnnxModel.write(network.output(), parameters, encoder, target, file);
        Map<String, Object> actual = run(file.toByteArray(), table);
        switch (target) {
            case ClassTarget classes -> assertClasses(classes, expected, actual);
            case NumberTarget numbers -> assertNumbers(numbers, expected, (double[][]) output(actual, "value"));
        }
    }

    private static void assertClasses(ClassTarget target, float[] expected, Map<String, Object> actual) {
        String labels = actual.containsKey("label_") ? "label_" : "label";
        int width = target.classes().size();
        for (int row = 0; row < ROWS; row++) {
            float[] probabilities = ((float[][]) output(actual, "probabilities"))[row];
            int best = 0;
            for (int i = 0; i < width; i++) {
                assertThat(probabilities[i]).isCloseTo(expected[row * width + i], within(1e-5f));
                best = probabilities[i] > probabilities[best] ? i : best;
            }
            assertThat(((String[]) output(actual, labels))[row])
                    .isEqualTo(target.classes().get(best));
        }
    }

    private static void assertNumbers(NumberTarget target, float[] expected, double[][] actual) {
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; i < target.outputs(); i++) {
                double value = target.decode(i, expected[row * target.outputs() + i]);
                assertThat(actual[row][i]).isCloseTo(value, within(1e-4 * Math.max(1, Math.abs(value))));
            }
        }
    }

    private static Object output(Map<String, Object> outputs, String name) {
        return Objects.requireNonNull(outputs.get(name));
    }

    private static Map<String, Object> run(byte[] model, Table table) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try (OrtSession session = environment.createSession(model)) {
            for (String name : session.getInputNames()) {
                inputs.put(name, input(environment, table.column(name)));
            }
            Map<String, Object> outputs = new HashMap<>();
            try (OrtSession.Result result = session.run(inputs)) {
                for (String name : session.getOutputNames()) {
                    outputs.put(name, result.get(name).orElseThrow().getValue());
                }
            }
            return outputs;
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static OnnxTensor input(OrtEnvironment environment, Column column) throws OrtException {
        return switch (column) {
            case NumberColumn numbers -> {
                double[][] values = Arrays.stream(numbers.values())
                        .mapToObj(v -> new double[] {v})
                        .toArray(double[][]::new);
                yield OnnxTensor.createTensor(environment, values);
            }
            case CategoryColumn words -> {
                String[][] values = Arrays.stream(words.codes())
                        .mapToObj(code ->
                                new String[] {code < 0 ? "" : words.categories().get(code)})
                        .toArray(String[][]::new);
                yield OnnxTensor.createTensor(environment, values);
            }
            case TensorColumn tensors -> {
                ByteBuffer bytes = ByteBuffer.allocateDirect(tensors.values().length)
                        .put(tensors.values())
                        .flip();
                long[] shape = {ROWS, tensors.shape().dim(0), tensors.shape().dim(1)};
                yield OnnxTensor.createTensor(environment, bytes, shape, ai.onnxruntime.OnnxJavaType.UINT8);
            }
        };
    }

    /** Weights unlike the first ones, so that biases and running statistics take part. */
    private static Parameters shaken(Parameters parameters) {
        Random random = new Random(3);
        for (String name : parameters.names()) {
            float[] values = parameters.tensor(name).values();
            for (int i = 0; i < values.length; i++) {
                values[i] += name.endsWith("variance") ? random.nextFloat() : 0.1f * (float) random.nextGaussian();
            }
        }
        return parameters;
    }

    private static int[] all() {
        return IntStream.range(0, ROWS).toArray();
    }

    private static int[] present(Table table) {
        return TargetEncoder.labelledRows(table, List.of("age", "value"));
    }

    /** Numbers with gaps, few and many words, images; some names are those that the format uses too. */
    private static Table table() {
        Random random = new Random(1);
        double[] age = random.doubles(ROWS)
                .map(x -> x < 0.1 ? Double.NaN : 20 + 60 * x)
                .toArray();
        age[7] = Double.POSITIVE_INFINITY;
        age[8] = 1e9;
        double[] value = random.doubles(ROWS).map(x -> 1.6e9 + 1e7 * x).toArray();
        int[] label = random.ints(ROWS, -1, 3).toArray();
        int[] city =
                random.ints(ROWS, 0, 60).map(code -> code % 7 == 0 ? -1 : code).toArray();
        byte[] image = new byte[ROWS * 12];
        random.nextBytes(image);
        return new Table(
                ROWS,
                List.of(
                        new NumberColumn("age", age),
                        new NumberColumn("value", value),
                        CategoryColumn.of("label", List.of("red", "grün", "a \"b\""), label),
                        CategoryColumn.of(
                                "city",
                                IntStream.range(0, 60)
                                        .mapToObj(i -> "city " + i)
                                        .toList(),
                                city),
                        new TensorColumn("image", Shape.of(3, 4), image),
                        CategoryColumn.of(
                                "two",
                                List.of("no", "yes"),
                                random.ints(ROWS, 0, 2).toArray()),
                        CategoryColumn.of(
                                "kind",
                                List.of("a", "b", "c"),
                                random.ints(ROWS, 0, 3).toArray())));
    }
}
