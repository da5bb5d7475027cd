package dev.trainyard.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.engine.InvalidDefinition;
import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.data.MatrixFeatures;
import dev.trainyard.engine.data.Targets;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Team;
import dev.trainyard.engine.optimizer.Adam;
import dev.trainyard.engine.optimizer.Sgd;
import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.engine.train.TrainingObserver.Signal;
import dev.trainyard.engine.train.TrainingOutcome.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TrainerTests {
    private static final Kernels KERNELS = Kernels.best();
    private static final Team SOLO = Team.of(1);

    private final Examples training = Example.of(Task.CLASSIFICATION, 200, 1);
    private final Examples validation = Example.of(Task.CLASSIFICATION, 60, 2);
    private final Network network = Example.network(Task.CLASSIFICATION);
    private final TrainingPlan plan = new TrainingPlan().withEpochs(3);

    @AfterAll
    static void closeTeam() {
        SOLO.close();
    }

    @Test
    void tellsOfEveryStepAndEveryEpoch() {
        List<Long> steps = new ArrayList<>();
        List<EpochDone> epochs = new ArrayList<>();
        trainer(plan).train(event -> {
            switch (event) {
                case StepDone step -> steps.add(step.step());
                case EpochDone epoch -> epochs.add(epoch);
            }
            return Signal.CONTINUE;
        });
        assertThat(steps).hasSize(3 * 7).startsWith(1L).endsWith(21L);
        assertThat(epochs).extracting(EpochDone::epoch).containsExactly(1, 2, 3);
        assertThat(epochs).allSatisfy(epoch -> {
            assertThat(epoch.training()).containsOnlyKeys("loss", "accuracy");
            assertThat(epoch.validation()).containsOnlyKeys("loss", "accuracy", "macro_f1", "auc", "log_loss");
            assertThat(epoch.samplesPerSecond()).isPositive();
        });
        assertThat(epochs.getLast().validation().getOrDefault("accuracy", 0.0)).isGreaterThan(0.5);
    }

    @Test
    void stopsAtTheStepWhoseLossIsNotFinite() {
        float[] x = new float[40 * Example.FEATURES];
        x[17] = Float.NaN;
        var broken = Examples.of(
                new MatrixFeatures(40, Example.FEATURES, x), new Targets(1, new float[40], new double[] {1}));
        TrainState state = TrainState.initial(network, plan);
        var trainer = new Trainer(network, plan.withBatchSize(40), broken, null, KERNELS, SOLO);
        List<Double> losses = new ArrayList<>();
        TrainingOutcome outcome = trainer.train(state, event -> {
            losses.add(event instanceof StepDone step ? step.loss() : 0.0);
            return Signal.CONTINUE;
        });
        assertThat(outcome.reason()).isEqualTo(Reason.DIVERGED);
        assertThat(losses).containsExactly(Double.NaN);
        assertThat(state.counters().step()).isZero();
        assertThat(trainable(state.parameters()))
                .isEqualTo(trainable(TrainState.initial(network, plan).parameters()));
    }

    @Test
    void endsEarlyWithTheWeightsOfTheBestEpoch() {
        List<EpochDone> epochs = new ArrayList<>();
        List<String> weights = new ArrayList<>();
        TrainingPlan patient = plan.withEpochs(200)
                .withOptimizer(new Adam(0.02, List.of(0.9, 0.999), 1e-8, 0))
                .withEarlyStopping(new EarlyStopping("loss", 4, 0, true));
        TrainState state = TrainState.initial(network, patient);
        TrainingOutcome outcome = trainer(patient).train(state, event -> {
            if (event instanceof EpochDone epoch) {
                epochs.add(epoch);
                weights.add(state.parameters().sha256());
            }
            return Signal.CONTINUE;
        });
        assertThat(outcome.reason()).isEqualTo(Reason.EARLY_STOPPED);
        EpochDone best = epochs.stream().filter(EpochDone::best).toList().getLast();
        assertThat(epochs).hasSize(best.epoch() + 4);
        assertThat(outcome.result().sha256()).isEqualTo(weights.get(best.epoch() - 1));
        assertThat(outcome.state().counters().bestEpoch()).isEqualTo(best.epoch());
        assertThat(outcome.state().parameters().sha256()).isEqualTo(weights.getLast());
        assertThat(trainer(patient)
                        .train(outcome.state(), event -> Signal.CONTINUE)
                        .reason())
                .as("gone on with")
                .isEqualTo(Reason.EARLY_STOPPED);
    }

    @Test
    void refusesAMonitorThatNothingMeasures() {
        TrainingPlan monitored = plan.withEarlyStopping(new EarlyStopping("rmse", 4, 0, true));
        assertThatThrownBy(() -> trainer(monitored))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageStartingWith("earlyStopping.monitor: expected one of");
        TrainingPlan unjudged = plan.withEarlyStopping(new EarlyStopping());
        assertThatThrownBy(() -> new Trainer(network, unjudged, training, null, KERNELS, SOLO))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageStartingWith("earlyStopping: expected rows for validation");
    }

    @Test
    void clipsTheNormOfTheWholeGradient() {
        TrainingPlan plain = plan.withBatchSize(200).withOptimizer(new Sgd(1, 0, 0, false, 0));
        double whole = moved(plain);
        double limit = whole / 10;
        assertThat(moved(plain.withClipping(new Clipping(limit, null)))).isCloseTo(limit, within(limit * 1e-3));
        assertThat(moved(plain.withClipping(new Clipping(whole * 2, null)))).isCloseTo(whole, within(whole * 1e-3));
    }

    /** How far the weights move in the first step: the norm of the gradient at a rate of 1. */
    private double moved(TrainingPlan one) {
        TrainState state = TrainState.initial(network, one);
        Parameters before = state.parameters().copy();
        trainer(one).train(state, event -> Signal.STOP);
        double squares = 0;
        for (String name : before.trainableNames()) {
            float[] from = before.tensor(name).values();
            float[] to = state.parameters().tensor(name).values();
            for (int i = 0; i < from.length; i++) {
                squares += Math.pow((double) to[i] - from[i], 2);
            }
        }
        return Math.sqrt(squares);
    }

    @Test
    void measuresTheNormWhereTheObserverWantsIt() {
        List<Double> norms = new ArrayList<>();
        trainer(plan).train(new TrainingObserver() {
            @Override
            public Signal after(TrainingEvent event) {
                if (event instanceof StepDone step) {
                    norms.add(step.gradientNorm());
                }
                return Signal.CONTINUE;
            }

            @Override
            public boolean wantsGradientNorm(long step) {
                return step % 2 == 0;
            }
        });
        assertThat(norms.get(0)).isNaN();
        assertThat(norms.get(1)).isPositive();
    }

    @Test
    void goesOnFromACopyToTheSameWeightsWhateverBecameOfTheState() {
        TrainState state = TrainState.initial(network, plan);
        List<TrainState> copies = new ArrayList<>();
        trainer(plan).train(state, event -> {
            if (event instanceof StepDone step && step.step() == 10) {
                copies.add(state.copy());
            }
            return Signal.CONTINUE;
        });
        TrainState copy = copies.getFirst();
        assertThat(copy.counters().step()).isEqualTo(10);
        trainer(plan).train(copy, event -> Signal.CONTINUE);
        assertThat(copy.parameters().sha256()).isEqualTo(state.parameters().sha256());
        assertThat(copy.counters()).isEqualTo(state.counters());
    }

    @Test
    void letsTheObserversExceptionThroughAndCanGoOn() {
        TrainState state = TrainState.initial(network, plan);
        try (Team team = Team.of(2)) {
            var trainer = new Trainer(network, plan, training, validation, KERNELS, team);
            assertThatThrownBy(() -> trainer.train(state, event -> {
                        throw new IllegalStateException("no disk");
                    }))
                    .hasMessage("no disk");
            assertThat(state.counters().step()).isEqualTo(1);
            assertThat(trainer.train(state, event -> Signal.CONTINUE).reason()).isEqualTo(Reason.COMPLETED);
        }
        TrainingOutcome undisturbed = trainer(plan).train(event -> Signal.CONTINUE);
        assertThat(state.parameters().sha256()).isEqualTo(undisturbed.result().sha256());
    }

    @Test
    void countsARowOfWeightTwoAsTwoRows() {
        Examples twice = weighted(new float[] {2, 1, 1}, new int[] {0, 1, 2});
        Examples repeated = weighted(new float[] {1, 1, 1, 1}, new int[] {0, 0, 1, 2});
        assertThat(firstLoss(twice)).isCloseTo(firstLoss(repeated), within(1e-6));
    }

    private Examples weighted(float[] weights, int[] rows) {
        float[] x = new float[rows.length * Example.FEATURES];
        float[] y = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            x[i * Example.FEATURES] = rows[i];
            y[i] = rows[i];
        }
        return new Examples(
                new MatrixFeatures(rows.length, Example.FEATURES, x), new Targets(1, y, new double[] {1}), weights);
    }

    private double firstLoss(Examples examples) {
        Network linear = Network.of(
                List.of(),
                InputSpec.of(Shape.of(Example.FEATURES)),
                OutputSpec.of(Task.CLASSIFICATION, Example.CLASSES));
        double[] loss = new double[1];
        new Trainer(linear, plan.withBatchSize(10), examples, null, KERNELS, SOLO).train(event -> {
            if (event instanceof StepDone step && step.step() == 1) {
                loss[0] = step.loss();
            }
            return Signal.CONTINUE;
        });
        return loss[0];
    }

    private Trainer trainer(TrainingPlan one) {
        return new Trainer(network, one, training, validation, KERNELS, SOLO);
    }

    private static List<String> trainable(Parameters parameters) {
        return parameters.trainableNames().stream()
                .map(name -> Arrays.toString(parameters.tensor(name).values()))
                .toList();
    }
}
