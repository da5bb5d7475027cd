package dev.trainyard.engine.train;

import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.data.MatrixFeatures;
import dev.trainyard.engine.data.Targets;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.kernel.Team;
import dev.trainyard.engine.layer.BatchNorm;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.Dropout;
import dev.trainyard.engine.layer.Gelu;
import dev.trainyard.engine.layer.Layer;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.engine.train.TrainingObserver.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small made-up problems and the networks for them: noisy clouds of points, or a wavy surface over them. */
final class Example {
    static final int FEATURES = 5;
    static final int CLASSES = 3;

    private Example() {}

    static Examples of(Task task, int rows, long seed) {
        float[] x = new float[rows * FEATURES];
        float[] y = new float[rows];
        float[] weights = new float[rows];
        for (int row = 0; row < rows; row++) {
            int label = Randomness.below(seed, row, CLASSES);
            double wave = 0;
            for (int i = 0; i < FEATURES; i++) {
                float noise = Randomness.normal(seed + 1, (long) row * FEATURES + i);
                x[row * FEATURES + i] = noise + (i % CLASSES == label ? 1.5f : 0);
                wave += StrictMath.sin(x[row * FEATURES + i] * (i + 1));
            }
            y[row] = task == Task.CLASSIFICATION ? label : (float) wave;
            weights[row] = 0.5f + Randomness.uniform(seed + 2, row);
        }
        return new Examples(new MatrixFeatures(rows, FEATURES, x), new Targets(1, y, new double[] {1}), weights);
    }

    /** A network in which everything takes part that could lose bits: batch statistics, dropout, two activations. */
    static Network network(Task task) {
        return Network.of(
                List.of(
                        layer("first", Dense.of(24, new Relu())),
                        layer("normal", new BatchNorm(null, null)),
                        layer("drop", new Dropout(0.2)),
                        layer("second", Dense.of(17, new Gelu()))),
                InputSpec.of(Shape.of(FEATURES)),
                OutputSpec.of(task, task == Task.CLASSIFICATION ? CLASSES : 1));
    }

    static NamedLayer layer(String name, Layer layer) {
        return new NamedLayer(name, List.of(), layer);
    }

    /** What a training told its observer, with the clock taken out, the digests of the weights after its epochs, and how it ended. */
    record Run(TrainingOutcome outcome, List<EpochDone> epochs, List<String> weights, List<Double> losses) {
        /** Digests of everything that could differ. */
        String fingerprint() {
            return outcome.reason()
                    + " " + outcome.result().sha256()
                    + " " + outcome.state().counters()
                    + " " + epochs
                    + " " + weights
                    + " " + losses
                    + " "
                    + outcome.state().tensors().entrySet().stream()
                            .map(tensor -> tensor.getKey()
                                    + Arrays.hashCode(tensor.getValue().values()))
                            .toList();
        }
    }

    /** Trains from a state until a step is done; -1 for to the end. */
    static Run run(
            Network network,
            TrainingPlan plan,
            Examples training,
            @Nullable Examples validation,
            TrainState state,
            long stopAfter,
            Kernels kernels,
            int threads) {
        List<EpochDone> epochs = new ArrayList<>();
        List<String> weights = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        try (Team team = Team.of(threads)) {
            var trainer = new Trainer(network, plan, training, validation, kernels, team);
            TrainingOutcome outcome = trainer.train(state, event -> switch (event) {
                case StepDone step -> {
                    losses.add(step.loss());
                    yield step.step() == stopAfter ? Signal.STOP : Signal.CONTINUE;
                }
                case EpochDone epoch -> {
                    epochs.add(timeless(epoch));
                    weights.add(state.parameters().sha256());
                    yield Signal.CONTINUE;
                }
            });
            return new Run(outcome, epochs, weights, losses);
        }
    }

    static EpochDone timeless(EpochDone epoch) {
        return new EpochDone(epoch.epoch(), epoch.step(), epoch.training(), epoch.validation(), epoch.best(), 0);
    }
}
