package dev.trainyard.training;

import dev.trainyard.engine.train.Counters;
import dev.trainyard.engine.train.EpochDone;
import dev.trainyard.engine.train.StepDone;
import dev.trainyard.engine.train.TrainState;
import dev.trainyard.engine.train.TrainingEvent;
import dev.trainyard.engine.train.TrainingObserver;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Watches a training: notes its numbers, decides when a checkpoint is due, and stops it when it must. Called between steps on the training
 * thread, so it does next to nothing on most of them.
 */
final class Recorder implements TrainingObserver {
    /** Up to so many epochs all are kept; of more, evenly chosen ones and those that were the best so far. */
    private static final int EPOCHS = 10_000;

    /** Of so many epochs an event tells, besides those that were the best so far. */
    private static final int EPOCH_EVENTS = 1000;

    private final Lease lease;
    private final Journal journal;
    private final CheckpointWriter checkpoints;
    private final Aside aside;
    private final RunClock clock;
    private final RunMeter meter;
    private final TrainState state;
    private final Clock wallClock;
    private final JsonMapper json;
    private final Limits limits;
    private final FindingWatch watch;
    private final StepSeries series;
    private final StepSeries.Curve losses;
    private final StepSeries.Curve rates;
    private final StepSeries.Curve norms;
    private Runnable beforeEnd = () -> {};
    private @Nullable EpochMetrics latest;
    private @Nullable EpochMetrics best;
    private Ending ending = Ending.NONE;
    private boolean recovers;

    /**
     * Where the training ends by itself.
     *
     * @param steps batches of all epochs
     * @param rows rows of an epoch
     * @param batchSize rows of a batch, but for the last one of an epoch
     * @param seconds null for no limit
     */
    record Limits(
            int epochs,
            long steps,
            long rows,
            int batchSize,
            @Nullable Double seconds) {
        /** Rows trained in so many steps. */
        long samples(long step) {
            long epochSteps = steps / epochs;
            return step / epochSteps * rows + Math.min(rows, step % epochSteps * batchSize);
        }

        /** Rows to train after so many steps. */
        long samplesAfter(long step) {
            return epochs * rows - samples(step);
        }
    }

    /** Why the recorder stopped the training. */
    enum Ending {
        NONE,
        TIME_IS_UP,
        WISH,
        GIVE_BACK,
        ABANDON,
        /** Something was found on which the job wants to stop. */
        FINDING
    }

    Recorder(
            Lease lease,
            Journal journal,
            CheckpointWriter checkpoints,
            Aside aside,
            RunClock clock,
            RunMeter meter,
            TrainState state,
            Clock wallClock,
            JsonMapper json,
            Limits limits,
            FindingWatch watch) {
        this.lease = lease;
        this.journal = journal;
        this.checkpoints = checkpoints;
        this.aside = aside;
        this.clock = clock;
        this.meter = meter;
        this.state = state;
        this.wallClock = wallClock;
        this.json = json;
        this.limits = limits;
        this.watch = watch;
        this.series = new StepSeries(limits.steps(), wallClock, clock::seconds, this::tell);
        this.losses = series.curve(JobMetrics.BATCH_LOSS);
        this.rates = series.curve(JobMetrics.LEARNING_RATE);
        this.norms = series.curve(JobMetrics.GRADIENT_NORM);
    }

    /** Goes on where another run stopped. */
    void recall(RunMemory memory) {
        series.recall(memory.pending());
    }

    /** Some moments before the training ends by itself, {@code action} is run; it must not take long. */
    void beforeEnd(Runnable action) {
        beforeEnd = action;
    }

    @Override
    public boolean wantsGradientNorm(long step) {
        return series.measuresNorm(step);
    }

    @Override
    public Signal after(TrainingEvent event) {
        // no switch over types: it takes longer, and this comes after every step
        boolean epochDone = event instanceof EpochDone;
        if (epochDone) {
            note((EpochDone) event);
        } else {
            note((StepDone) event);
        }
        Set<FindingAction> actions = watch.after(event);
        recovers = FindingActions.recover(actions);
        boolean diverged = event instanceof StepDone step && step.diverged();
        if (epochDone || diverged || !actions.isEmpty() || clock.looksUp()) {
            lookUp(actions, epochDone, diverged || ended(event));
        }
        return ending == Ending.NONE ? Signal.CONTINUE : Signal.STOP;
    }

    /** After the last epoch the result is written at once, which is a checkpoint too. */
    private boolean ended(TrainingEvent event) {
        return event instanceof EpochDone epoch && epoch.epoch() == limits.epochs();
    }

    private void lookUp(Set<FindingAction> actions, boolean epochDone, boolean over) {
        boolean idle = aside.idle();
        if (idle) {
            lease.moved();
        }
        ending = ending(actions);
        if (ending != Ending.NONE) {
            progress();
        }
        long left = limits.samplesAfter(state.counters().step());
        if (clock.nearsEnd(left)) {
            beforeEnd.run();
        }
        if (idle && ending == Ending.NONE && !over && clock.checkpointDue(epochDone, left)) {
            long from = System.nanoTime();
            Runnable write = checkpoint(state.copy(), () -> {});
            aside.begin(() -> {
                write.run();
                clock.checkpointed(from);
            });
        }
    }

    /** Writes the state as it is now, and in its transaction {@code also}. */
    void checkpoint(Runnable also) {
        checkpoint(state, also).run();
    }

    /** What writes this copy of the state with all else as it is now. */
    private Runnable checkpoint(TrainState copy, Runnable also) {
        RunMemory memory = memory();
        double seconds = clock.seconds();
        String metrics = metrics();
        return () -> {
            long from = System.nanoTime();
            checkpoints.publish(checkpoints.state(copy, memory, seconds, metrics), also);
            meter.checkpointed(from);
        };
    }

    private RunMemory memory() {
        return new RunMemory(watch.memory(), series.pending());
    }

    /** The training is at its end: tells all that is left of the curves. */
    void end() {
        series.end();
    }

    /** Metrics of the last epoch, JSON. */
    String metrics() {
        return latest == null ? "{}" : json.writeValueAsString(latest);
    }

    Ending endingOrNone() {
        return ending;
    }

    /** Whether the training goes on, should it have diverged in the last step. */
    boolean recovers() {
        return recovers;
    }

    private Ending ending(Set<FindingAction> actions) {
        Ending ordered = ordered();
        return ordered == Ending.NONE && actions.contains(FindingAction.STOP) ? Ending.FINDING : ordered;
    }

    private Ending ordered() {
        return switch (lease.order(() -> !aside.busy())) {
            case ABANDON -> Ending.ABANDON;
            case FULFIL_WISH -> Ending.WISH;
            case GIVE_BACK -> Ending.GIVE_BACK;
            case GO_ON ->
                limits.seconds() != null && clock.seconds() >= limits.seconds() ? Ending.TIME_IS_UP : Ending.NONE;
        };
    }

    private void note(StepDone step) {
        clock.trained(step.rows());
        meter.step(step.rows());
        losses.add(step.epoch(), step.step(), step.loss());
        rates.add(step.epoch(), step.step(), step.rate());
        if (wantsGradientNorm(step.step())) {
            norms.add(step.epoch(), step.step(), step.gradientNorm());
        }
        if (series.done(step.step())) {
            progress();
        }
    }

    private void note(EpochDone epoch) {
        EpochMetrics metrics = EpochMetrics.of(epoch);
        latest = metrics;
        if (epoch.best()) {
            best = latest;
        }
        if (kept(epoch, limits.epochs(), EPOCHS)) {
            epoch.training().forEach((name, value) -> train(name, epoch.epoch(), epoch.step(), value));
            epoch.validation()
                    .forEach((name, value) ->
                            metric(name, JobMetric.Split.VALIDATION, epoch.epoch(), epoch.step(), value));
            journal.weights(epoch.epoch(), epoch.step(), state.parameters());
        }
        if (kept(epoch, limits.epochs(), EPOCH_EVENTS)) {
            journal.event(JobEvent.Type.METRICS, metrics);
        }
        progress();
    }

    /** Whether an epoch is among the {@code most} or so that are kept of all. */
    static boolean kept(EpochDone epoch, int epochs, int most) {
        return epoch.epoch() % Math.ceilDiv(epochs, most) == 0 || epoch.epoch() == epochs || epoch.best();
    }

    private void tell(StepSeries.Point point) {
        journal.metric(new JobMetric(
                point.name(),
                JobMetric.Split.TRAIN,
                point.epoch(),
                point.step(),
                point.value(),
                point.time(),
                limits.samples(point.step()),
                point.seconds()));
    }

    private void train(String name, int epoch, long step, double value) {
        metric(name, JobMetric.Split.TRAIN, epoch, step, value);
    }

    private void metric(String name, JobMetric.Split split, int epoch, long step, double value) {
        long samples = limits.samples(step);
        journal.metric(new JobMetric(name, split, epoch, step, value, wallClock.instant(), samples, clock.seconds()));
    }

    private void progress() {
        Counters counters = state.counters();
        Double pace = clock.pace();
        double done = (double) counters.step() / limits.steps();
        double seconds = clock.seconds();
        Double eta = done > 0 && pace != null ? seconds / done * (1 - done) : null;
        journal.progress(new RunProgress(
                counters.epoch(),
                counters.step(),
                limits.steps(),
                limits.batchSize(),
                limits.rows(),
                pace,
                eta,
                latest,
                best));
    }

    /** What is told of a step between epochs. */
    static Map<String, Object> resumed(String checkpoint, long step) {
        return Map.of("message", "went on from a checkpoint", "checkpoint", checkpoint, "step", step);
    }
}
