package dev.trainyard.engine.inspect.finding;

import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.data.MatrixFeatures;
import dev.trainyard.engine.data.Targets;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.kernel.Team;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.engine.train.InputSpec;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.OutputSpec;
import dev.trainyard.engine.train.TrainState;
import dev.trainyard.engine.train.Trainer;
import dev.trainyard.engine.train.TrainingObserver.Signal;
import dev.trainyard.engine.train.TrainingPlan;
import java.util.List;

/** A tiny training that is watched: one step an epoch, and epochs enough for the first compiler to take notice of the rules. */
final class WatchPriming {

    private static final int EPOCHS = 500;
    private static final int ROWS = 32;
    private static final int FEATURES = 4;
    private static final int UNITS = 16;
    private static final int CLASSES = 2;

    private WatchPriming() {}

    static void run() {
        Kernels kernels = Kernels.best();
        Network network = Network.of(
                List.of(new NamedLayer("hidden", List.of(), Dense.of(UNITS, new Relu()))),
                InputSpec.of(Shape.of(FEATURES)),
                OutputSpec.of(Task.CLASSIFICATION, CLASSES));
        TrainingPlan plan = new TrainingPlan().withEpochs(EPOCHS).withBatchSize(ROWS);
        Examples examples = examples();
        var watch = new TrainingWatch(network, plan, examples, List.of(), false, false, kernels);
        TrainState state = TrainState.initial(network, plan);
        try (Team team = Team.of(1)) {
            new Trainer(network, plan, examples, null, kernels, team)
                    .train(
                            state,
                            event -> {
                                watch.after(event, state.parameters());
                                return Signal.CONTINUE;
                            },
                            watch.inspector());
        }
    }

    /** Two clouds. */
    private static Examples examples() {
        float[] x = new float[ROWS * FEATURES];
        float[] y = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            y[row] = row % CLASSES;
            for (int i = 0; i < FEATURES; i++) {
                x[row * FEATURES + i] = Randomness.normal(row, i) + y[row];
            }
        }
        return Examples.of(new MatrixFeatures(ROWS, FEATURES, x), new Targets(1, y, new double[] {1}));
    }
}
