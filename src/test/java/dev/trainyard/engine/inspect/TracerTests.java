package dev.trainyard.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.data.MatrixFeatures;
import dev.trainyard.engine.data.Targets;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Team;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.layer.Tanh;
import dev.trainyard.engine.optimizer.Adam;
import dev.trainyard.engine.optimizer.Optimizer;
import dev.trainyard.engine.optimizer.Sgd;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.TrainState;
import dev.trainyard.engine.train.Trainer;
import dev.trainyard.engine.train.TrainingObserver.Signal;
import dev.trainyard.engine.train.TrainingPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracerTests {
    private static final Lesson LESSON = Lesson.clouds(60, 5, 3, 2, 4);
    private static final Network NETWORK =
            Watched.network(LESSON, List.of(Dense.of(6, new Tanh()), Dense.of(4, new Relu())));
    private static final Optimizer SGD = new Sgd(0.1, 0, 0, false, 0);
    private static final int ROW = 7;
    private static final long SEED = 3;

    @Test
    void carriesTheErrorBackThroughWeightsAndDerivatives() {
        Trace trace = trace(SGD, 1).getFirst();
        Trace.OfLayer first = trace.layers().get(0);
        Trace.OfLayer second = trace.layers().get(1);
        List<Float> weight = second.parameters().getFirst().before();
        for (int unit = 0; unit < 6; unit++) {
            double back = 0;
            for (int next = 0; next < 4; next++) {
                back += weight.get(next * 6 + unit) * second.error().get(next);
            }
            double a = first.activations().get(unit);
            assertThat(a).isCloseTo(Math.tanh(first.preActivations().get(unit)), within(1e-5));
            assertThat(first.activationError().get(unit)).isCloseTo((float) back, within(1e-6f));
            assertThat(first.error().get(unit)).isCloseTo((float) (back * (1 - a * a)), within(1e-6f));
        }
    }

    @Test
    void makesTheGradientOfErrorAndInputAndMovesTheWeightsAgainstIt() {
        for (Trace.OfLayer layer : trace(SGD, 1).getFirst().layers()) {
            Trace.OfParameter weight = layer.parameters().getFirst();
            int inputs = layer.inputs().size();
            for (int i = 0; i < weight.gradient().size(); i++) {
                float product = layer.error().get(i / inputs) * layer.inputs().get(i % inputs);
                assertThat(weight.gradient().get(i)).isCloseTo(product, within(1e-6f));
                assertThat(weight.update().get(i))
                        .isCloseTo(-0.1f * weight.gradient().get(i), within(1e-6f));
                assertThat(weight.after().get(i))
                        .isCloseTo(weight.before().get(i) + weight.update().get(i), within(1e-6f));
            }
        }
    }

    @Test
    void lowersTheLossOfTheExampleStepByStep() {
        List<Trace> traces = trace(SGD, 5);
        assertThat(traces).extracting(Trace::step).containsExactly(1L, 2L, 3L, 4L, 5L);
        for (int i = 1; i < traces.size(); i++) {
            assertThat(traces.get(i).loss()).isEqualTo(traces.get(i - 1).lossAfter());
            assertThat(traces.get(i).loss()).isLessThan(traces.get(i - 1).loss());
        }
        assertThat(traces.getLast().prediction()).hasSize(3);
        assertThat(traces.getLast().prediction().stream().mapToDouble(p -> p).sum())
                .isCloseTo(1, within(1e-6));
    }

    @Test
    void takesTheStepsThatTrainingOnThatExampleTakes() {
        Optimizer adam = new Adam(0.05, List.of(0.9, 0.999), 1e-8, 0);
        TrainingPlan plan = new TrainingPlan()
                .withEpochs(4)
                .withBatchSize(1)
                .withOptimizer(adam)
                .withSeed(SEED);
        TrainState state = TrainState.initial(NETWORK, plan);
        try (Team team = Team.of(1)) {
            new Trainer(NETWORK, plan, alone(), null, Kernels.best(), team).train(state, event -> Signal.CONTINUE);
        }
        Trace last = trace(adam, 4).getLast();
        for (Trace.OfLayer layer : last.layers()) {
            for (Trace.OfParameter parameter : layer.parameters()) {
                float[] trained = state.parameters().tensor(parameter.name()).values();
                for (int i = 0; i < trained.length; i++) {
                    assertThat(parameter.after().get(i)).as(parameter.name()).isEqualTo(trained[i]);
                }
            }
        }
    }

    private static List<Trace> trace(Optimizer optimizer, int steps) {
        return new Tracer(NETWORK, optimizer, LESSON.training(), ROW, SEED, Kernels.best()).steps(steps);
    }

    private static Examples alone() {
        float[] row = new float[5];
        LESSON.training().features().gather(new int[] {ROW}, 0, row, 0, 1);
        float[] target = {LESSON.training().targets().values()[ROW]};
        return Examples.of(new MatrixFeatures(1, 5, row), new Targets(1, target, new double[] {1}));
    }
}
