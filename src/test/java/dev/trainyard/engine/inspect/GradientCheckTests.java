package dev.trainyard.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Execution;
import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.graph.Plan;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.layer.BatchNorm;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.Dropout;
import dev.trainyard.engine.layer.Gelu;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.layer.Tanh;
import dev.trainyard.engine.loss.SoftmaxCrossEntropy;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GradientCheckTests {

    private static final int ROWS = 24;

    @Test
    void agreesWithBackwardAndLeavesParametersAsTheyWere() {
        Network network = new Network(null);
        String digest = network.parameters.sha256();
        Map<String, Double> errors = network.errors();
        assertThat(errors).containsOnlyKeys("first", "norm", "second", "third", "output");
        assertThat(errors.values()).allSatisfy(error -> assertThat(error).isLessThan(0.01));
        assertThat(network.parameters.sha256()).isEqualTo(digest);
    }

    @Test
    void namesTheLayersBelowAWrongDerivative() {
        Map<String, Double> errors = new Network(new WrongDerivative()).errors();
        assertThat(errors.get("first")).isGreaterThan(0.1);
        assertThat(errors.get("second")).isLessThan(0.01);
    }

    private static final class Network {

        final Parameters parameters;
        private final Execution execution;

        Network(@Nullable Op wrong) {
            Graph graph = new Graph();
            Node x = graph.input("x", Shape.of(11));
            Node target = graph.input("target", Shape.SCALAR);
            Node weight = graph.input("weight", Shape.SCALAR);
            Node hidden = Dense.of(16, new Tanh()).apply(graph.scope("first"), List.of(x));
            hidden = new BatchNorm(null, null).apply(graph.scope("norm"), List.of(hidden));
            hidden = wrong == null ? hidden : graph.apply(wrong, hidden);
            hidden = Dense.of(16, new Gelu()).apply(graph.scope("second"), List.of(hidden));
            hidden = new Dropout(0.3).apply(graph.scope("drop"), List.of(hidden));
            hidden = Dense.of(16, new Relu()).apply(graph.scope("third"), List.of(hidden));
            Node logits = Dense.of(3, null).apply(graph.scope("output"), List.of(hidden));
            Node loss = graph.apply(new SoftmaxCrossEntropy().op(), logits, target, weight);
            parameters = Parameters.initialize(graph, 4);
            execution = Execution.of(Plan.training(graph, logits, loss, ROWS), Kernels.best(), parameters);
            for (int i = 0; i < ROWS * 11; i++) {
                execution.input("x")[i] = Randomness.normal(1, i);
            }
            for (int i = 0; i < ROWS; i++) {
                execution.input("target")[i] = i % 3;
                execution.input("weight")[i] = 1 + i % 2;
            }
        }

        Map<String, Double> errors() {
            return GradientCheck.largestErrors(execution, parameters, new Step().training(ROWS, 9));
        }
    }

    /** y = x with a derivative of 1.5. */
    private record WrongDerivative() implements Op {

        @Override
        public String name() {
            return "wrong";
        }

        @Override
        public Shape outputShape(List<Shape> inputs) {
            return inputs.getFirst();
        }

        @Override
        public Computation bind(Site site) {
            float[] x = site.input(0);
            float[] y = site.output();
            float[] dy = site.outputGradient();
            float[] dx = site.inputGradient(0);
            return new Computation() {
                @Override
                public void forward(Step step, Worker worker) {
                    System.arraycopy(x, 0, y, 0, x.length);
                }

                @Override
                public void backward(Step step, Worker worker) {
                    for (int i = 0; dx != null && i < dx.length; i++) {
                        dx[i] += 1.5f * dy[i];
                    }
                }
            };
        }
    }
}
