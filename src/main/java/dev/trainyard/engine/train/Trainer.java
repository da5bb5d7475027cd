package dev.trainyard.engine.train;

import static dev.trainyard.engine.InvalidDefinition.require;

import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.graph.Plan;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Team;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network: network, plan and examples → {@link #train} on a {@link TrainState} → outcome. The same bits come out
 * for any number of threads and any kernels, and however often training was stopped and gone on with.
 */
public final class Trainer {
    /** Multiplications of a step below which a second thread costs more than it gives. */
    private static final long MULTIPLICATIONS_PER_THREAD = 2_000_000;

    private final Network network;
    private final TrainingPlan plan;
    private final Examples training;
    private final @Nullable Examples validation;
    private final Kernels kernels;
    private final Team team;

    /**
     * @param validation what each epoch is judged by; null for none
     * @param team the threads to train with, see {@link #threads}
     * @throws dev.trainyard.engine.InvalidDefinition if early stopping watches what is not measured
     */
    public Trainer(
            Network network,
            TrainingPlan plan,
            Examples training,
            @Nullable Examples validation,
            Kernels kernels,
            Team team) {
        this.network = network;
        this.plan = plan;
        this.training = training;
        this.validation = validation;
        this.kernels = kernels;
        this.team = team;
        requireMonitor();
    }

    private void requireMonitor() {
        EarlyStopping stopping = plan.earlyStopping();
        if (stopping != null) {
            require(validation != null, "earlyStopping", "rows for validation with it", "none");
            List<String> measured = Evaluation.names(network.outputSpec());
            require(
                    measured.contains(stopping.monitor()),
                    "earlyStopping.monitor",
                    "one of " + measured,
                    stopping.monitor());
        }
    }

    /** How many of the available threads make the steps of this plan faster. */
    public static int threads(Network network, TrainingPlan plan, int available) {
        long useful = 3 * network.multiplications() * plan.batchSize() / MULTIPLICATIONS_PER_THREAD;
        return Math.clamp(useful, 1, Math.max(1, available));
    }

    /** Bytes that training takes: buffers, parameters, gradients' slots and the best weights; not the examples. */
    public static long bytes(Network network, TrainingPlan plan, int threads, Kernels kernels) {
        return executionPlan(network, plan.batchSize(), threads).bytes(kernels)
                + threads * kernels.matmuls().bytesPerThread()
                + TrainState.bytes(network, plan);
    }

    static Plan executionPlan(Network network, int batchSize, int threads) {
        return Plan.training(network.graph(), network.output(), network.loss(), batchSize)
                .withWorkers(threads);
    }

    /**
     * Trains from a state on, changing it, until the plan's epochs are done, early stopping ends it, the observer stops
     * it, or the loss is not finite.
     */
    public TrainingOutcome train(TrainState state, TrainingObserver observer) {
        return train(state, observer, null);
    }

    /** As {@link #train(TrainState, TrainingObserver)}, with an inspector that looks into chosen steps. */
    public TrainingOutcome train(TrainState state, TrainingObserver observer, @Nullable StepInspector inspector) {
        var loop = new TrainingLoop(
                network, plan, training, validation, kernels, team.threads(), state, observer, inspector);
        team.run(loop);
        return new TrainingOutcome(loop.reason(), state, result(state));
    }

    /** Trains from the first step. */
    public TrainingOutcome train(TrainingObserver observer) {
        return train(TrainState.initial(network, plan), observer);
    }

    private Parameters result(TrainState state) {
        EarlyStopping stopping = plan.earlyStopping();
        var best = state.best();
        return stopping != null && stopping.restoreBest() && best != null ? best : state.parameters();
    }
}
