package dev.trainyard.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.ScalarKernels;
import dev.trainyard.engine.kernel.Team;
import dev.trainyard.engine.layer.BatchNorm;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.Dropout;
import dev.trainyard.engine.layer.Gelu;
import dev.trainyard.engine.layer.Layer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.layer.Sigmoid;
import dev.trainyard.engine.optimizer.Sgd;
import dev.trainyard.engine.tensor.Tensor;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.StepDone;
import dev.trainyard.engine.train.TrainState;
import dev.trainyard.engine.train.Trainer;
import dev.trainyard.engine.train.TrainingObserver.Signal;
import dev.trainyard.engine.train.TrainingPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class GradientFlowTests {

    private static final List<Layer> MIXED = List.of(
            Dense.of(300, new Relu()),
            new BatchNorm(null, null),
            new Dropout(0.1),
            Dense.of(90, new Gelu()),
            Dense.of(17, new Sigmoid()),
            Dense.of(9, null),
            new Relu());

    @Test
    void seesTheSameForAnyThreadsAndKernels() {
        Lesson lesson = Lesson.clouds(300, 60, 3, 1, 5);
        TrainingPlan plan = new TrainingPlan().withEpochs(3).withBatchSize(64);
        List<List<FlowSample>> runs = new ArrayList<>();
        for (Kernels kernels : List.of(Kernels.best(), ScalarKernels.create())) {
            for (int threads = 1; threads <= 4; threads++) {
                runs.add(Watched.train(lesson, MIXED, plan, kernels, threads, false)
                        .samples());
            }
        }
        assertThat(runs.getFirst()).hasSizeGreaterThan(3);
        assertThat(runs).allMatch(runs.getFirst()::equals);
    }

    @Test
    void changesNoBitOfTheTraining() {
        Lesson lesson = Lesson.clouds(300, 60, 3, 1, 5);
        TrainingPlan plan = new TrainingPlan().withEpochs(3).withBatchSize(64);
        Network network = Watched.network(lesson, MIXED);
        try (Team team = Team.of(2)) {
            String alone = new Trainer(network, plan, lesson.training(), lesson.validation(), Kernels.best(), team)
                    .train(event -> Signal.CONTINUE)
                    .result()
                    .sha256();
            assertThat(Watched.train(lesson, MIXED, plan).outcome().result().sha256())
                    .isEqualTo(alone);
        }
    }

    @Test
    void measuresWhatAnUpdateDidToTheWeights() {
        Lesson lesson = Lesson.clouds(64, 10, 3, 1, 5);
        TrainingPlan plan =
                new TrainingPlan().withEpochs(1).withBatchSize(64).withOptimizer(new Sgd(0.5, 0, 0, false, 0));
        List<Layer> layers = List.of(Dense.of(40, new Relu()));
        Parameters before =
                Parameters.initialize(Watched.network(lesson, layers).graph(), plan.seed());
        Watched watched = Watched.train(lesson, layers, plan);
        Parameters after = watched.outcome().state().parameters();
        LayerFlow hidden = watched.samples().getFirst().layers().getFirst();
        assertThat(hidden.layer()).isEqualTo("layer1");
        assertThat(hidden.weightNorm()).isCloseTo(norm(before, zero(before), "layer1"), within(1e-4));
        assertThat(hidden.updateNorm()).isCloseTo(norm(after, before, "layer1"), within(1e-6));
        assertThat(hidden.updateNorm()).isCloseTo(0.5 * hidden.gradientNorm(), within(1e-6));
        assertThat(hidden.updateRatio()).isEqualTo(hidden.updateNorm() / hidden.weightNorm(), within(1e-12));
        assertThat(hidden.signalNorm()).isPositive();
        assertThat(hidden.activationMean()).isPositive();
    }

    @Test
    void countsUnitsThatNeverFire() {
        Lesson lesson = Lesson.clouds(256, 4, 2, 1, 5);
        TrainingPlan plan = new TrainingPlan().withEpochs(1).withBatchSize(64);
        Network network = Watched.network(lesson, List.of(Dense.of(16, new Relu())));
        TrainState state = TrainState.initial(network, plan);
        float[] bias = state.parameters().tensor("layer1.bias").values();
        Arrays.fill(bias, 0, 12, -1000);
        FlowSample last = samples(lesson, network, plan, state).getLast();
        assertThat(last.layers().getFirst().deadFraction()).isEqualTo(0.75);
        assertThat(last.rowsSeen()).isEqualTo(256);
        assertThat(last.layers().getLast().deadFraction()).isNaN();
    }

    @Test
    void countsWhatIsNotFinite() {
        Lesson lesson = Lesson.clouds(64, 4, 2, 1, 5);
        TrainingPlan plan = new TrainingPlan().withEpochs(1).withBatchSize(64);
        Network network = Watched.network(lesson, List.of(Dense.of(16, new Relu()), Dense.of(8, new Sigmoid())));
        TrainState state = TrainState.initial(network, plan);
        state.parameters().tensor("layer1.bias").values()[3] = Float.POSITIVE_INFINITY;
        FlowSample sample = samples(lesson, network, plan, state).getFirst();
        assertThat(sample.layers().getFirst().nonFinite()).isGreaterThanOrEqualTo(64);
        assertThat(sample.layers().get(1).saturatedFraction()).isEqualTo(1.0);
    }

    private static List<FlowSample> samples(Lesson lesson, Network network, TrainingPlan plan, TrainState state) {
        var flow = new GradientFlow(network, plan, new Sampling(2), Kernels.best());
        List<FlowSample> samples = new ArrayList<>();
        try (Team team = Team.of(2)) {
            new Trainer(network, plan, lesson.training(), null, Kernels.best(), team)
                    .train(
                            state,
                            event -> {
                                if (event instanceof StepDone step && flow.pending()) {
                                    samples.add(flow.sample(step.step(), step.epoch(), step.loss(), step.rate()));
                                }
                                return Signal.CONTINUE;
                            },
                            flow);
        }
        return samples;
    }

    private static Parameters zero(Parameters like) {
        Parameters zeros = like.copy();
        zeros.names().forEach(name -> Arrays.fill(zeros.tensor(name).values(), 0));
        return zeros;
    }

    @Test
    void estimatesTheUpdateOfALargeLayerFromAnEighthOfIt() {
        Lesson lesson = Lesson.clouds(64, 100, 3, 1, 5);
        TrainingPlan plan =
                new TrainingPlan().withEpochs(1).withBatchSize(64).withOptimizer(new Sgd(0.5, 0, 0, false, 0));
        List<Layer> layers = List.of(Dense.of(1000, new Relu()));
        Parameters before =
                Parameters.initialize(Watched.network(lesson, layers).graph(), plan.seed());
        Watched watched = Watched.train(lesson, layers, plan);
        Parameters after = watched.outcome().state().parameters();
        LayerFlow hidden = watched.samples().getFirst().layers().getFirst();
        assertThat(hidden.weightNorm()).isCloseTo(norm(before, zero(before), "layer1"), Percentage.withPercentage(3));
        assertThat(hidden.updateNorm()).isCloseTo(norm(after, before, "layer1"), Percentage.withPercentage(10));
        assertThat(hidden.updateNorm()).isCloseTo(0.5 * hidden.gradientNorm(), Percentage.withPercentage(10));
    }

    private static double norm(Parameters of, Parameters minus, String layer) {
        double square = 0;
        for (String name : of.names()) {
            if (name.startsWith(layer + ".")) {
                Tensor tensor = of.tensor(name);
                for (int i = 0; i < tensor.values().length; i++) {
                    double difference = tensor.values()[i] - minus.tensor(name).values()[i];
                    square += difference * difference;
                }
            }
        }
        return Math.sqrt(square);
    }
}
