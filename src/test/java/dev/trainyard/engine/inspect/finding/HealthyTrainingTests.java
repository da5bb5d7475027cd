package dev.trainyard.engine.inspect.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.trainyard.engine.inspect.FlowSample;
import dev.trainyard.engine.inspect.Lesson;
import dev.trainyard.engine.inspect.Watched;
import dev.trainyard.engine.layer.BatchNorm;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.Dropout;
import dev.trainyard.engine.layer.Flatten;
import dev.trainyard.engine.layer.Gelu;
import dev.trainyard.engine.layer.Layer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.layer.Sigmoid;
import dev.trainyard.engine.layer.Tanh;
import dev.trainyard.engine.optimizer.Adam;
import dev.trainyard.engine.optimizer.Optimizer;
import dev.trainyard.engine.optimizer.Sgd;
import dev.trainyard.engine.train.TrainingPlan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The false alarms: none in trainings with which nothing is wrong. */
class HealthyTrainingTests {

    private static final List<Layer> RELU = List.of(Dense.of(64, new Relu()), Dense.of(32, new Relu()));

    @ParameterizedTest
    @ValueSource(strings = {"iris.csv", "wine.csv", "breast_cancer.csv"})
    void findsNothingWhenAdamLearnsATable(String file) {
        assertHealthy(Lesson.table(file), RELU, adam(0.001), 40);
    }

    @Test
    void findsNothingWhenTheFirstBatchWasAnEasyOneAndTheRateIsSmall() {
        TrainingPlan plan =
                new TrainingPlan().withEpochs(10).withOptimizer(adam(1e-4)).withSeed(103);
        Watched watched = Watched.train(Lesson.table("breast_cancer.csv"), RELU, plan);
        double later =
                watched.samples().stream().mapToDouble(FlowSample::loss).max().orElseThrow();
        assertThat(later).isGreaterThan(1.5 * watched.samples().getFirst().loss());
        assertThat(watched.findings()).isEmpty();
    }

    @Test
    void findsNothingWhenMomentumLearnsATable() {
        assertHealthy(Lesson.table("wine.csv"), RELU, new Sgd(0.01, 0.9, 0, false, 0), 30);
    }

    @Test
    void findsNothingWithTanh() {
        List<Layer> layers = List.of(Dense.of(32, new Tanh()), Dense.of(32, new Tanh()), Dense.of(16, new Tanh()));
        assertHealthy(Lesson.table("breast_cancer.csv"), layers, adam(0.001), 30);
    }

    @Test
    void findsNothingWithOneSigmoidLayer() {
        assertHealthy(Lesson.table("iris.csv"), List.of(Dense.of(16, new Sigmoid())), adam(0.01), 60);
    }

    @Test
    void findsNothingInManyNoisyRows() {
        assertHealthy(Lesson.clouds(6000, 20, 4, 1.5, 3), RELU, adam(0.001), 8);
    }

    @Test
    void findsNothingOnSpirals() {
        List<Layer> layers = List.of(Dense.of(64, new Tanh()), Dense.of(64, new Relu()), Dense.of(32, new Relu()));
        assertHealthy(Lesson.spirals(800, 4), layers, adam(0.005), 60);
    }

    @Test
    void findsNothingInRegression() {
        assertHealthy(
                Lesson.surface(2000, 5), List.of(Dense.of(64, new Gelu()), Dense.of(64, new Gelu())), adam(0.002), 25);
    }

    @Test
    void findsNothingInADeepNormalizedNetwork() {
        List<Layer> layers = List.of(
                Dense.of(48, new Relu()),
                new BatchNorm(null, null),
                Dense.of(48, new Relu()),
                new BatchNorm(null, null),
                Dense.of(48, new Relu()),
                new Dropout(0.2),
                Dense.of(48, new Relu()));
        assertHealthy(Lesson.clouds(3000, 12, 3, 1, 8), layers, adam(0.001), 15);
    }

    @Test
    void findsNothingInImagesOfClothes() {
        assumeTrue(Lesson.hasFashion(), "the Debian package dataset-fashion-mnist is not installed");
        List<Layer> layers = List.of(new Flatten(), Dense.of(256, new Relu()), Dense.of(128, new Relu()));
        assertHealthy(Lesson.fashion(12_000), layers, adam(0.001), 4);
    }

    private static Optimizer adam(double rate) {
        return new Adam(rate, List.of(0.9, 0.999), 1e-8, 0);
    }

    private static void assertHealthy(Lesson lesson, List<Layer> layers, Optimizer optimizer, int epochs) {
        TrainingPlan plan = new TrainingPlan().withEpochs(epochs).withOptimizer(optimizer);
        assertThat(Watched.train(lesson, layers, plan).findings()).isEmpty();
    }
}
