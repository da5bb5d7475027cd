package dev.trainyard.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Team;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.layer.Tanh;
import dev.trainyard.engine.optimizer.Adam;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearningTests {
    private static final Kernels KERNELS = Kernels.best();

    @Test
    void learnsExclusiveOr() {
        var features = new MatrixFeatures(4, 2, new float[] {0, 0, 0, 1, 1, 0, 1, 1});
        var examples = Examples.of(features, new Targets(1, new float[] {0, 1, 1, 0}, new double[] {1}));
        Network network = Network.of(
                List.of(new NamedLayer("hidden", List.of(), Dense.of(8, new Tanh()))),
                InputSpec.of(Shape.of(2)),
                OutputSpec.of(Task.CLASSIFICATION, 2));
        TrainingPlan plan = new TrainingPlan()
                .withEpochs(200)
                .withBatchSize(4)
                .withOptimizer(new Adam(0.05, List.of(0.9, 0.999), 1e-8, 0));
        try (Team team = Team.of(1)) {
            TrainingOutcome outcome = new Trainer(network, plan, examples, null, KERNELS, team)
                    .train(event -> TrainingObserver.Signal.CONTINUE);
            assertThat(outcome.reason()).isEqualTo(TrainingOutcome.Reason.COMPLETED);
            float[] answers = new Predictor(network, outcome.result(), KERNELS, 4).predict(features);
            assertThat(answers[1]).isLessThan(0.1f);
            assertThat(answers[3]).isGreaterThan(0.9f);
            assertThat(answers[5]).isGreaterThan(0.9f);
            assertThat(answers[7]).isLessThan(0.1f);
        }
    }

    @Test
    void learnsIris() {
        Table table = Csv.resource("iris.csv");
        int[] rows = IntStream.range(0, table.rows()).toArray();
        var target = (ClassTarget) TargetEncoder.fit(table, List.of("species"), Task.CLASSIFICATION, rows);
        Split split = Split.stratified(rows, target.codes(table, rows), 0.2, 5);
        List<String> names = List.of("sepal_length", "sepal_width", "petal_length", "petal_width");
        FeatureEncoder encoder = FeatureEncoder.fit(table, names, split.training());
        Network network = Network.of(
                List.of(new NamedLayer("hidden", List.of(), Dense.of(32, new Relu()))),
                InputSpec.of(encoder),
                OutputSpec.of(target));
        TrainingPlan plan =
                new TrainingPlan().withEpochs(60).withOptimizer(new Adam(0.01, List.of(0.9, 0.999), 1e-8, 0));
        double[] accuracy = new double[1];
        try (Team team = Team.of(1)) {
            new Trainer(
                            network,
                            plan,
                            examples(table, encoder, target, split.training()),
                            examples(table, encoder, target, split.validation()),
                            KERNELS,
                            team)
                    .train(event -> {
                        if (event instanceof EpochDone epoch) {
                            accuracy[0] = epoch.validation().getOrDefault("accuracy", 0.0);
                        }
                        return TrainingObserver.Signal.CONTINUE;
                    });
        }
        assertThat(accuracy[0]).isGreaterThanOrEqualTo(0.93);
    }

    private static Examples examples(Table table, FeatureEncoder encoder, TargetEncoder target, int[] rows) {
        return Examples.of(encoder.encode(table, rows), target.encode(table, rows));
    }
}
