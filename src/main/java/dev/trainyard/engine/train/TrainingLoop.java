package dev.trainyard.engine.train;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.data.Batches;
import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.graph.Execution;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Chain;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.kernel.Spmd;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.optimizer.Optimizer;
import dev.trainyard.engine.train.TrainingOutcome.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The program that all workers of a team run together: whole steps, a barrier wherever one reads what another wrote.
 * Worker 0 alone decides what comes next and keeps the books, while the others wait at a barrier. A step allocates
 * nothing.
 */
final class TrainingLoop implements Spmd {
    /** Separates the keys of steps from those of splits and batches. */
    private static final long PURPOSE = 3;

    private enum Phase {
        STEP,
        END_EPOCH,
        RETURN
    }

    private final TrainingPlan plan;
    private final Examples examples;
    private final TrainState state;
    private final TrainingObserver observer;
    private final @Nullable StepInspector inspector;
    private final Batches batches;
    private final Execution execution;
    private final float[] inputs;
    private final float[] targets;
    private final float[] rowWeights;
    private final float[] outputs;
    private final @Nullable Chain chain;
    private final @Nullable Evaluation validation;
    private final Weights weights;
    private final GradientLimits limits;
    private final Answers answers;
    private final EpochEnd epochEnd;
    private final StepDone stepDone = new StepDone();
    private final float[] scalars = new float[Optimizer.SCALARS];
    private final long stepKey;

    private Phase phase = Phase.STEP;
    private @Nullable Reason reason;
    private int shuffledEpoch = -1;
    private int rows;
    private long key;
    private double rate;
    private boolean measuresNorm;
    private @Nullable StepInspector inspecting;
    private @Nullable Chain passing;

    TrainingLoop(
            Network network,
            TrainingPlan plan,
            Examples training,
            @Nullable Examples validation,
            Kernels kernels,
            int threads,
            TrainState state,
            TrainingObserver observer,
            @Nullable StepInspector inspector) {
        this.plan = plan;
        this.examples = training;
        this.state = state;
        this.observer = observer;
        this.inspector = inspector;
        this.batches = new Batches(training.rows(), plan.batchSize(), plan.seed());
        this.execution =
                Execution.of(Trainer.executionPlan(network, batches.size(), threads), kernels, state.parameters());
        this.inputs = execution.input(Network.INPUT);
        this.targets = execution.input(Network.TARGET);
        this.rowWeights = execution.input(Network.WEIGHT);
        this.outputs = execution.output(network.output());
        this.chain = threads == 1
                ? DenseChain.of(network, batches.size(), kernels, state.parameters(), execution.gradients())
                : null;
        this.validation = validation == null ? null : new Evaluation(network, validation, execution, kernels);
        this.weights = new Weights(kernels, plan.optimizer(), state, execution.gradients());
        this.limits = new GradientLimits(kernels, weights.gradients(), plan.gradientClipping());
        this.answers = new Answers(network.outputSpec(), kernels);
        this.epochEnd = new EpochEnd(network.outputSpec(), plan, training.targets(), state);
        this.stepKey = Randomness.key(plan.seed(), PURPOSE);
        if (inspector != null) {
            inspector.bind(execution, state.parameters());
        }
    }

    Reason reason() {
        return requireNonNull(reason, "still training");
    }

    @Override
    public void run(Worker worker) {
        Step step = new Step();
        while (true) {
            if (worker.index() == 0) {
                phase = next();
            }
            worker.barrier();
            switch (phase) {
                case STEP -> step(step, worker);
                case END_EPOCH -> endEpoch(step, worker);
                case RETURN -> {
                    return;
                }
            }
        }
    }

    private Phase next() {
        if (reason == null && state.batch == 0 && epochEnd.outOfPatience()) {
            reason = Reason.EARLY_STOPPED;
        } else if (reason != Reason.DIVERGED && state.epoch >= plan.epochs()) {
            reason = Reason.COMPLETED;
        }
        if (reason != null) {
            return Phase.RETURN;
        }
        if (state.batch == batches.count()) {
            return Phase.END_EPOCH;
        }
        prepareStep();
        return Phase.STEP;
    }

    private void prepareStep() {
        if (shuffledEpoch != state.epoch) {
            shuffledEpoch = state.epoch;
            batches.shuffle(state.epoch);
            epochEnd.startClock();
            if (inspector != null) {
                inspector.beginEpoch(state.epoch + 1);
            }
        }
        rows = batches.rows(state.batch);
        key = Randomness.key(stepKey, state.step);
        rate = rate();
        plan.optimizer().prepare(rate, state.step + 1, scalars);
        measuresNorm = limits.limitsNorm() || observer.wantsGradientNorm(state.step + 1);
        inspecting = inspector != null && inspector.inspects(state.step + 1) ? inspector : null;
        passing = inspecting == null ? chain : null;
    }

    private double rate() {
        long steps = (long) plan.epochs() * batches.count();
        double base = plan.optimizer().learningRate();
        return state.rateFactor
                * plan.schedule().rate(base, state.step, steps, batches.count(), state.plateau.reduced());
    }

    private void step(Step step, Worker worker) {
        double loss = forward(step, worker);
        double norm = Double.NaN;
        boolean finite = Double.isFinite(loss);
        if (finite) {
            backward(step, worker);
            limits.clipValues(worker);
            if (measuresNorm) {
                norm = limits.norm(worker);
                finite = Double.isFinite(norm);
            }
        }
        if (finite) {
            limits.clipNorm(norm, worker);
            update(worker);
        }
        worker.barrier();
        if (worker.index() == 0) {
            account(finite, loss, norm);
        }
    }

    private double forward(Step step, Worker worker) {
        Chain whole = passing;
        int start = batches.start(state.batch);
        if (whole != null) {
            examples.gather(batches.order(), start, rows, whole.x(), whole.targets(), whole.weights(), worker);
            return whole.forward(rows);
        }
        examples.gather(batches.order(), start, rows, inputs, targets, rowWeights, worker);
        worker.barrier();
        execution.forward(step.training(rows, key), worker);
        return execution.loss(step);
    }

    private void backward(Step step, Worker worker) {
        Chain whole = passing;
        StepInspector inspects = inspecting;
        if (whole != null) {
            whole.backward(rows);
        } else if (inspects == null) {
            execution.backward(step, worker);
        } else {
            execution.backward(step, worker, inspects.probe());
            inspects.afterBackward(rows, worker);
            worker.barrier();
        }
    }

    private void update(Worker worker) {
        weights.update(scalars, worker);
        weights.tidy(state.step, worker);
        StepInspector inspects = inspecting;
        if (inspects != null) {
            worker.barrier();
            inspects.afterUpdate(worker);
        }
    }

    private void account(boolean finite, double loss, double norm) {
        if (!finite) {
            observer.after(stepDone.set(state.epoch + 1, state.step + 1, loss, rate, norm, rows)
                    .failed());
            reason = Reason.DIVERGED;
            return;
        }
        Chain whole = passing;
        double weight = weight(whole == null ? rowWeights : whole.weights());
        state.lossSum += loss * weight;
        state.weightSum += weight;
        state.rows += rows;
        state.score += whole == null ? answers.score(outputs, targets, rows) : whole.right();
        state.batch++;
        state.step++;
        epochEnd.count(rows);
        tell(stepDone.set(state.epoch + 1, state.step, loss, rate, norm, rows));
    }

    private double weight(float[] weights) {
        if (examples.weights() == null) {
            return rows;
        }
        double weight = 0;
        for (int row = 0; row < rows; row++) {
            weight += weights[row];
        }
        return weight;
    }

    private void endEpoch(Step step, Worker worker) {
        if (worker.index() == 0) {
            epochEnd.stopClock();
        }
        if (validation != null) {
            validation.run(step, worker);
        }
        worker.barrier(); // all have read the phase before worker 0 sets the next one
        if (worker.index() == 0) {
            tell(epochEnd.finish(validation));
        }
    }

    private void tell(TrainingEvent event) {
        if (observer.after(event) == TrainingObserver.Signal.STOP) {
            reason = Reason.STOPPED;
        }
    }
}
