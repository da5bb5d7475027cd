package dev.trainyard.engine.layer;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.engine.graph.Execution;
import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.graph.Plan;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers against PyTorch's, forward and backward; the numbers come from {@code golden/layers.py}. */
class LayerGoldenTests {

    private static final double TOLERANCE = 2e-5;

    private static final Map<String, Layer> LAYERS = Map.ofEntries(
            entry("relu", new Relu()),
            entry("leaky_relu", new LeakyRelu(0.2)),
            entry("elu", new Elu(0.8)),
            entry("gelu", new Gelu()),
            entry("silu", new Silu()),
            entry("tanh", new Tanh()),
            entry("sigmoid", new Sigmoid()),
            entry("softplus", new Softplus()),
            entry("flatten", new Flatten()),
            entry("dense", Dense.of(5, null)),
            entry("dense_tanh", new Dense(5, new Tanh(), false, null, null)),
            entry("dense_of_images", Dense.of(5, null)),
            entry("dense_per_position", new Dense(5, null, null, null, true)),
            entry("embedding", new Embedding(6, 4, null)),
            entry("layer_norm", new LayerNorm(null)),
            entry("layer_norm_of_positions", new LayerNorm(null)),
            entry("layer_norm_of_images", new LayerNorm(null)),
            entry("batch_norm", new BatchNorm(null, null)),
            entry("batch_norm_inference", new BatchNorm(null, null)),
            entry("batch_norm_of_positions", new BatchNorm(null, null)),
            entry("batch_norm_of_images", new BatchNorm(0.3, null)),
            entry("batch_norm_of_images_inference", new BatchNorm(null, null)),
            entry("conv2d", Conv2d.of(4, 3, 1, null)),
            entry("conv2d_groups", new Conv2d(6, 3, 2, 2, 2, 2, null, null, null)),
            entry("conv2d_depthwise", new Conv2d(3, 3, null, null, null, 3, false, null, null)),
            entry("conv2d_one", Conv2d.of(4, 1, 0, new Relu())),
            entry("conv1d", new Conv1d(4, 3, null, 1, null, null, null, null, null)),
            entry("conv1d_groups", new Conv1d(6, 3, 2, 2, 2, 2, null, null, null)),
            entry("max_pool", new MaxPool(2, null, null)),
            entry("max_pool_overlapping", new MaxPool(3, 2, 1)),
            entry("max_pool_of_time", new MaxPool(3, 2, 1)),
            entry("avg_pool", new AvgPool(2, null, null)),
            entry("avg_pool_overlapping", new AvgPool(3, 2, 1)),
            entry("avg_pool_of_time", new AvgPool(3, 2, 1)),
            entry("global_pool", new GlobalPool(null)),
            entry("global_pool_max", new GlobalPool(GlobalPool.Mode.MAX)),
            entry("global_pool_of_time", new GlobalPool(null)),
            entry("lstm", new Lstm(3, null, null)),
            entry("lstm_bidirectional", new Lstm(3, true, true)),
            entry("gru", new Gru(3, null, true)),
            entry("gru_bidirectional", new Gru(3, true, null)),
            entry("self_attention", new SelfAttention(2, null)),
            entry("self_attention_causal", new SelfAttention(3, true)));

    /** Those that PyTorch has no counterpart of, or that draw random numbers. */
    private static final Set<Class<?>> WITHOUT_GOLDEN = Set.of(Add.class, Concat.class, Dropout.class);

    @ParameterizedTest
    @MethodSource("cases")
    void computesWhatPyTorchComputes(GoldenCase golden) {
        Layer layer = Objects.requireNonNull(LAYERS.get(golden.name()), golden.name());
        Graph graph = new Graph();
        Tensor input = golden.tensor("input", "input");
        int rows = input.shape().dim(0);
        Node x = graph.input("x", example(input.shape()));
        Node y = layer.apply(graph, List.of(x));
        float[] upstream = golden.tensor("upstream", "upstream").values();
        Node loss = graph.apply(new Upstream(upstream), y, graph.input("weight", Shape.SCALAR));
        Parameters parameters = Parameters.of(graph, golden.all("parameter"));
        Plan plan = Plan.training(graph, y, loss, rows + 1).withInputGradients();
        Execution execution = Execution.of(plan, Kernels.best(), parameters);
        System.arraycopy(input.values(), 0, execution.input("x"), 0, input.values().length);
        Arrays.fill(execution.input("weight"), 1f / rows);
        Step step = golden.name().endsWith("inference") ? new Step().inference(rows) : new Step().training(rows, 1);
        execution.forward(step, Worker.SOLO);
        execution.backward(step, Worker.SOLO);
        assertThat(y.shape())
                .isEqualTo(example(golden.tensor("output", "output").shape()));
        assertClose("output", execution.output(y), golden.tensor("output", "output"));
        golden.all("gradient").forEach((name, expected) -> {
            boolean ofInput = name.equals("input");
            float[] actual = ofInput
                    ? execution.inputGradient("x")
                    : execution.gradients().of(name);
            assertClose("gradient of " + name, actual, expected);
        });
        golden.all("after")
                .forEach((name, expected) ->
                        assertClose(name, parameters.tensor(name).values(), expected));
    }

    private static Shape example(Shape withRows) {
        return new Shape(withRows.dims().subList(1, withRows.rank()));
    }

    static void assertClose(String what, float[] actual, Tensor expected) {
        double scale = 1e-3;
        for (float value : expected.values()) {
            scale = Math.max(scale, Math.abs(value));
        }
        for (int i = 0; i < expected.values().length; i++) {
            assertThat((double) actual[i])
                    .as("%s, element %d", what, i)
                    .isCloseTo(expected.values()[i], Offset.offset(TOLERANCE * scale));
        }
    }

    @Test
    void everyLayerIsCompared() {
        Set<Class<?>> compared = new HashSet<>(WITHOUT_GOLDEN);
        LAYERS.values().forEach(layer -> compared.add(layer.getClass()));
        assertThat(compared)
                .containsExactlyInAnyOrderElementsOf(records(Layer.class).collect(Collectors.toSet()));
        assertThat(cases().stream().map(GoldenCase::name)).containsExactlyInAnyOrderElementsOf(LAYERS.keySet());
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isInterface()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(LayerGoldenTests::records)
                : Stream.of(type);
    }

    static List<GoldenCase> cases() {
        return GoldenCase.read("layers.txt");
    }
}
