package dev.trainyard.engine.inspect.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.engine.inspect.Curvature;
import dev.trainyard.engine.inspect.FlowSample;
import dev.trainyard.engine.inspect.Lesson;
import dev.trainyard.engine.inspect.Watched;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Team;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.Layer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.optimizer.Sgd;
import dev.trainyard.engine.train.EpochDone;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.StepDone;
import dev.trainyard.engine.train.TrainState;
import dev.trainyard.engine.train.Trainer;
import dev.trainyard.engine.train.TrainingObserver.Signal;
import dev.trainyard.engine.train.TrainingOutcome.Reason;
import dev.trainyard.engine.train.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A training that is stopped and gone on with is watched as if it had not been. */
class WatchMemoryTests {
    private static final Lesson LESSON = Lesson.clouds(1000, 8, 3, 1.5, 2);
    private static final List<Layer> LAYERS = List.of(Dense.of(32, new Relu()), Dense.of(24, new Relu()));
    private static final Network NETWORK = Watched.network(LESSON, LAYERS);
    private static final TrainingPlan PLAN =
            new TrainingPlan().withEpochs(9).withBatchSize(25).withOptimizer(new Sgd(0.4, 0.9, 0, false, 0));

    @Test
    void seesAndFindsTheSameHoweverOftenTheTrainingWasStopped() {
        Records whole = train(Integer.MAX_VALUE);
        Records stopped = train(53);
        assertThat(whole.samples.size()).isGreaterThan(10);
        assertThat(whole.findings).isNotEmpty();
        assertThat(stopped.samples).isEqualTo(whole.samples);
        assertThat(stopped.curvatures)
                .extracting(Curvature::largest)
                .isEqualTo(whole.curvatures.stream().map(Curvature::largest).toList());
        assertThat(stopped.curvatures).extracting(Curvature::rate).containsOnly(0.4);
        assertThat(stopped.findings).isEqualTo(whole.findings);
        assertThat(stopped.sha256).isEqualTo(whole.sha256);
    }

    @Test
    void changesNoBitOfTheWeights() {
        TrainState state = TrainState.initial(NETWORK, PLAN);
        try (Team team = Team.of(1)) {
            new Trainer(NETWORK, PLAN, LESSON.training(), LESSON.validation(), Kernels.best(), team)
                    .train(state, event -> Signal.CONTINUE);
        }
        assertThat(train(Integer.MAX_VALUE).sha256).isEqualTo(state.parameters().sha256());
    }

    private static final class Records {
        final List<FlowSample> samples = new ArrayList<>();
        final List<EpochCurve> curves = new ArrayList<>();
        final List<Curvature> curvatures = new ArrayList<>();
        final List<Finding> findings = new ArrayList<>();
        String sha256 = "";

        void add(Seen seen) {
            if (seen.sample() != null) {
                samples.add(seen.sample());
            }
            if (seen.curvature() != null) {
                curvatures.add(seen.curvature());
            }
            findings.addAll(seen.findings());
        }
    }

    /** Trains in stretches of so many steps, each with a watch of its own that recalls what the one before it knew. */
    private static Records train(int stretch) {
        var records = new Records();
        TrainState state = TrainState.initial(NETWORK, PLAN);
        Reason reason = Reason.STOPPED;
        TrainingWatch.Memory memory = null;
        try (Team team = Team.of(1)) {
            while (reason == Reason.STOPPED) {
                TrainingWatch watch = watch();
                if (memory != null) {
                    watch.recall(memory, records.samples, records.curves, records.curvatures);
                }
                Trainer trainer =
                        new Trainer(NETWORK, PLAN, LESSON.training(), LESSON.validation(), Kernels.best(), team);
                reason = trainer.train(
                                state,
                                event -> {
                                    records.add(watch.after(event, state.parameters()));
                                    if (event instanceof EpochDone epoch) {
                                        records.curves.add(EpochCurve.of(epoch));
                                    }
                                    return event instanceof StepDone step && step.step() % stretch == 0
                                            ? Signal.STOP
                                            : Signal.CONTINUE;
                                },
                                watch.inspector())
                        .reason();
                memory = watch.memory();
            }
        }
        records.sha256 = state.parameters().sha256();
        return records;
    }

    private static TrainingWatch watch() {
        return new TrainingWatch(NETWORK, PLAN, LESSON.training(), LESSON.classRows(), false, true, Kernels.best());
    }
}
