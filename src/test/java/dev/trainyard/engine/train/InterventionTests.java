package dev.trainyard.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Team;
import dev.trainyard.engine.train.TrainingObserver.Signal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes from outside in the middle of a training. */
class InterventionTests {
    private static final TrainingPlan PLAN = new TrainingPlan().withEpochs(2).withBatchSize(32);
    private static final Network NETWORK = Example.network(Task.CLASSIFICATION);
    private static final Examples ROWS = Example.of(Task.CLASSIFICATION, 96, 1);

    @Test
    void keepsAReducedRateOverAResume() {
        TrainState state = TrainState.initial(NETWORK, PLAN);
        List<Double> rates = rates(state, 2);
        state.reduceRate(0.5);
        TrainState resumed = TrainState.of(NETWORK, PLAN, state.tensors(), state.counters());
        rates.addAll(rates(resumed, -1));
        assertThat(rates).containsExactly(0.001, 0.001, 0.0005, 0.0005, 0.0005, 0.0005);
    }

    @Test
    void goesBackToEarlierWeightsAndForgetsTheOptimizersMemory() {
        TrainState state = TrainState.initial(NETWORK, PLAN);
        Parameters first = state.parameters().copy();
        rates(state, 3);
        assertThat(state.parameters().sha256()).isNotEqualTo(first.sha256());
        state.rollBack(first);
        assertThat(state.parameters().sha256()).isEqualTo(first.sha256());
        assertThat(state.counters().step()).isEqualTo(3);
        state.tensors().forEach((name, tensor) -> {
            if (name.startsWith("slots/")) {
                assertThat(tensor.values()).containsOnly(0);
            }
        });
    }

    private static List<Double> rates(TrainState state, long until) {
        List<Double> rates = new ArrayList<>();
        try (Team team = Team.of(1)) {
            new Trainer(NETWORK, PLAN, ROWS, null, Kernels.best(), team).train(state, event -> {
                if (event instanceof StepDone step) {
                    rates.add(step.rate());
                    return step.step() == until ? Signal.STOP : Signal.CONTINUE;
                }
                return Signal.CONTINUE;
            });
        }
        return rates;
    }
}
