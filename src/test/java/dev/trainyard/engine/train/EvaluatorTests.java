package dev.trainyard.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.data.MatrixFeatures;
import dev.trainyard.engine.data.Targets;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.metric.ConfusionMatrix;
import dev.trainyard.engine.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvaluatorTests {
    private static final int ROWS = 100;

    @Test
    void judgesClassesByWhatThePredictorAnswers() {
        Network network = network(Task.CLASSIFICATION, 3);
        Parameters parameters = Parameters.initialize(network.graph(), 1);
        MatrixFeatures features = features();
        float[] classes = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            classes[i] = i % 3;
        }
        Evaluator evaluator = new Evaluator(network, parameters, Kernels.best(), 7);
        evaluator.add(new Examples(features, new Targets(1, classes, new double[] {1}), ones(ROWS)));

        float[] answers = new Predictor(network, parameters, Kernels.best(), 16).predict(features);
        double loss = 0;
        int right = 0;
        for (int i = 0; i < ROWS; i++) {
            loss -= Math.log(answers[3 * i + i % 3]);
            right += ConfusionMatrix.largest(answers, 3 * i, 3) == i % 3 ? 1 : 0;
        }
        Map<String, Double> values = evaluator.values();
        assertThat(values.keySet()).containsExactly("loss", "accuracy", "macro_f1", "auc", "log_loss");
        assertThat(values.get("loss")).isCloseTo(loss / ROWS, within(1e-5));
        assertThat(values.get("log_loss")).isCloseTo(loss / ROWS, within(1e-5));
        assertThat(values.get("accuracy")).isEqualTo((double) right / ROWS);
        ConfusionMatrix confusion = Objects.requireNonNull(evaluator.confusion());
        assertThat(confusion.count(0, 0) + confusion.count(1, 1) + confusion.count(2, 2))
                .isEqualTo(right);
    }

    @Test
    void givesTheSameForAnyCutAndCapacity() {
        Network network = network(Task.REGRESSION, 2);
        Parameters parameters = Parameters.initialize(network.graph(), 1);
        MatrixFeatures features = features();
        float[] values = new float[2 * ROWS];
        Arrays.setAll(new double[values.length], i -> values[i] = (float) Math.sin(i));
        double[] units = {2, 5};

        Evaluator whole = new Evaluator(network, parameters, Kernels.best(), 64);
        whole.add(new Examples(features, new Targets(2, values, units), ones(ROWS)));
        Evaluator pieces = new Evaluator(network, parameters, Kernels.best(), 3);
        for (int row = 0; row < ROWS; row += 10) {
            float[] x = Arrays.copyOfRange(features.values(), 4 * row, 4 * (row + 10));
            float[] y = Arrays.copyOfRange(values, 2 * row, 2 * (row + 10));
            pieces.add(new Examples(new MatrixFeatures(10, 4, x), new Targets(2, y, units), ones(10)));
        }
        assertThat(pieces.values()).isEqualTo(whole.values());
        assertThat(whole.values().keySet()).containsExactly("loss", "rmse", "mae", "r2");
        assertThat(whole.confusion()).isNull();
    }

    private static Network network(Task task, int size) {
        return Network.of(
                List.of(new NamedLayer("hidden", List.of(), Dense.of(8, new Relu()))),
                InputSpec.of(Shape.of(4)),
                OutputSpec.of(task, size));
    }

    private static float[] ones(int rows) {
        float[] weights = new float[rows];
        Arrays.fill(weights, 1);
        return weights;
    }

    private static MatrixFeatures features() {
        Random random = new Random(2);
        float[] values = new float[4 * ROWS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new MatrixFeatures(ROWS, 4, values);
    }
}
