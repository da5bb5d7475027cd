package dev.trainyard.engine.inspect.finding;

import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.data.MatrixFeatures;
import dev.trainyard.engine.data.Targets;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.graph.Applied;
import dev.trainyard.engine.graph.Execution;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.graph.Plan;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.inspect.GradientFlow;
import dev.trainyard.engine.inspect.Sampling;
import dev.trainyard.engine.inspect.Spectra;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.kernel.Team;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.engine.train.EpochDone;
import dev.trainyard.engine.train.InputSpec;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.OutputSpec;
import dev.trainyard.engine.train.TrainState;
import dev.trainyard.engine.train.Trainer;
import dev.trainyard.engine.train.TrainingObserver.Signal;
import dev.trainyard.engine.train.TrainingPlan;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A tiny training that is watched: one step an epoch, and epochs enough for the first compiler to take notice. Before it, what
 * a training does only once or some times is done over and over, without steps between, until the second one has, too.
 */
final class WatchPriming {

    private static final int EPOCHS = 250;
    private static final int LOOKS = 2000;
    /** Between small matrices come larger ones: loops compiled for the small ones alone are slow for others. */
    private static final int LOOKS_PER_LARGER = 50;

    private static final int STEPS_OF_LOOK = 12;
    private static final int INTERVAL = 4;
    private static final int ROWS = 32;
    private static final int FEATURES = 4;
    private static final int UNITS = 16;
    private static final int CLASSES = 2;

    private final Kernels kernels = Kernels.best();
    private final Network network = Network.of(
            List.of(new NamedLayer("hidden", List.of(), Dense.of(UNITS, new Relu()))),
            InputSpec.of(Shape.of(FEATURES)),
            OutputSpec.of(Task.CLASSIFICATION, CLASSES));
    private final TrainingPlan plan = new TrainingPlan().withEpochs(EPOCHS).withBatchSize(ROWS);

    private WatchPriming() {}

    static void run() {
        var priming = new WatchPriming();
        priming.look();
        priming.train();
    }

    /** The beginning of a training, without its steps: binds to it, looks, judges, and takes spectra. */
    private void look() {
        Parameters weights = Parameters.initialize(network.graph(), plan.seed());
        Execution execution =
                Execution.of(Plan.training(network.graph(), network.output(), network.loss(), ROWS), kernels, weights);
        pass(execution);
        Setup setup = Setup.of(plan, 1, List.of(), false);
        for (int look = 0; look < LOOKS; look++) {
            var flow = new GradientFlow(network, plan, new Sampling(INTERVAL), kernels);
            var diagnosis = new Diagnosis(setup);
            flow.bind(execution, weights);
            for (int step = 1; step <= STEPS_OF_LOOK; step++) {
                double loss = 1.0 / step;
                flow.beginEpoch(step);
                if (flow.inspects(step)) {
                    inspect(flow, execution);
                    diagnosis.after(flow.sample(step, step, loss, 1));
                }
                diagnosis.after(EpochCurve.of(done(step, loss)));
            }
            Spectra.of(network.graph().parameters(), weights, kernels);
            if (look % LOOKS_PER_LARGER == 0) {
                Spectra.prime();
            }
        }
    }

    /** Fills the buffers with what a step would leave there. */
    private static void pass(Execution execution) {
        int[] all = IntStream.range(0, ROWS).toArray();
        examples()
                .gather(
                        all,
                        0,
                        ROWS,
                        execution.input(Network.INPUT),
                        execution.input(Network.TARGET),
                        execution.input(Network.WEIGHT),
                        Worker.SOLO);
        Step step = new Step().training(ROWS, 0);
        execution.forward(step, Worker.SOLO);
        execution.backward(step, Worker.SOLO);
    }

    private void inspect(GradientFlow flow, Execution execution) {
        for (Applied operation : network.graph().operations()) {
            if (execution.holds(operation)) {
                flow.see(operation, execution.output(operation), ROWS, Worker.SOLO);
            }
        }
        flow.afterBackward(ROWS, Worker.SOLO);
        flow.afterUpdate(Worker.SOLO);
    }

    private static EpochDone done(int epoch, double loss) {
        return new EpochDone(epoch, epoch, Map.of("loss", loss, "accuracy", loss), Map.of(), false, 1);
    }

    private void train() {
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
