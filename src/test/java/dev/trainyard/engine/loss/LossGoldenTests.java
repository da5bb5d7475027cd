package dev.trainyard.engine.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.engine.graph.Execution;
import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.graph.Plan;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.layer.GoldenCase;
import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses with row weights against PyTorch's; the numbers come from {@code golden/layers.py}. */
class LossGoldenTests {

    private static final Map<String, Loss> LOSSES = Map.of(
            "softmax_cross_entropy", new SoftmaxCrossEntropy(),
            "binary_cross_entropy", new BinaryCrossEntropy(),
            "mean_squared_error", new MeanSquaredError(),
            "mean_absolute_error", new MeanAbsoluteError(),
            "huber", new Huber(0.7));

    @ParameterizedTest
    @MethodSource("cases")
    void computesWhatPyTorchComputes(GoldenCase golden) {
        Loss loss = Objects.requireNonNull(LOSSES.get(golden.name()), golden.name());
        Tensor prediction = golden.tensor("input", "prediction");
        int rows = prediction.shape().dim(0);
        Graph graph = new Graph();
        List<Node> inputs = List.of(
                graph.input("prediction", example(prediction)),
                graph.input("target", example(golden.tensor("input", "target"))),
                graph.input("weight", Shape.SCALAR));
        Node node = graph.apply(loss.op(), inputs);
        Plan plan = Plan.training(graph, node, node, rows).withInputGradients();
        Execution execution = Execution.of(plan, Kernels.best(), Parameters.initialize(graph, 0));
        golden.all("input").forEach((name, tensor) -> {
            float[] values = tensor.values();
            System.arraycopy(values, 0, execution.input(name), 0, values.length);
        });
        Step step = new Step().training(rows, 0);
        execution.forward(step, Worker.SOLO);
        execution.backward(step, Worker.SOLO);
        assertThat(execution.loss(step))
                .isCloseTo(golden.tensor("output", "loss").values()[0], within(1e-5));
        float[] expected = golden.tensor("gradient", "prediction").values();
        for (int i = 0; i < expected.length; i++) {
            assertThat(execution.inputGradient("prediction")[i]).isCloseTo(expected[i], within(1e-6f));
        }
    }

    private static Shape example(Tensor tensor) {
        return new Shape(tensor.shape().dims().subList(1, tensor.shape().rank()));
    }

    @Test
    void everyLossIsCompared() {
        Set<Class<?>> compared = new HashSet<>();
        LOSSES.values().forEach(loss -> compared.add(loss.getClass()));
        assertThat(compared).containsExactlyInAnyOrderElementsOf(Arrays.asList(Loss.class.getPermittedSubclasses()));
        assertThat(cases().stream().map(GoldenCase::name)).containsExactlyInAnyOrderElementsOf(LOSSES.keySet());
    }

    static List<GoldenCase> cases() {
        return GoldenCase.read("losses.txt");
    }
}
