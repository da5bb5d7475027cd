package dev.trainyard.training;

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
    /** So many points of each curve are kept, and an event for so many epochs; the curve of a long job has gaps, no more rows. */
    private static final int POINTS = 1000;

    private final Lease lease;
    private final Journal journal;
    private final CheckpointWriter checkpoints;
    private final RunClock clock;
    private final RunMeter meter;
    private final TrainState state;
    private final Clock wallClock;
    private final JsonMapper json;
    private final Limits limits;
    private final FindingWatch watch;
    private final long stride;
    private final int epochStride;
    private @Nullable String latest;
    private @Nullable String best;
    private Ending ending = Ending.NONE;
    private boolean rolledBack;

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
        this.clock = clock;
        this.meter = meter;
        this.state = state;
        this.wallClock = wallClock;
        this.json = json;
        this.limits = limits;
        this.watch = watch;
        this.stride = Math.ceilDiv(limits.steps(), POINTS);
        this.epochStride = Math.ceilDiv(limits.epochs(), POINTS);
    }

    @Override
    public boolean wantsGradientNorm(long step) {
        return step % stride == 0;
    }

    @Override
    public Signal after(TrainingEvent event) {
        lease.moved();
        boolean epochDone = switch (event) {
            case StepDone step -> {
                note(step);
                yield false;
            }
            case EpochDone epoch -> {
                note(epoch);
                yield true;
            }
        };
        Set<FindingAction> actions = watch.after(event);
        rolledBack = actions.contains(FindingAction.ROLLBACK);
        ending = ending(actions);
        if (ending == Ending.NONE && clock.checkpointDue(epochDone)) {
            checkpoint(() -> {});
        }
        return ending == Ending.NONE ? Signal.CONTINUE : Signal.STOP;
    }

    /** Writes the state as it is now, and in its transaction {@code also}. */
    void checkpoint(Runnable also) {
        long from = System.nanoTime();
        checkpoints.state(state, clock.seconds(), metrics(), also);
        clock.checkpointed(from);
        meter.checkpointed(from);
    }

    /** Metrics of the last epoch, JSON. */
    String metrics() {
        return latest == null ? "{}" : latest;
    }

    Ending endingOrNone() {
        return ending;
    }

    /** Whether the last event was answered by going back to earlier weights. */
    boolean rolledBack() {
        return rolledBack;
    }

    private Ending ending(Set<FindingAction> actions) {
        Ending ordered = ordered();
        return ordered == Ending.NONE && actions.contains(FindingAction.STOP) ? Ending.FINDING : ordered;
    }

    private Ending ordered() {
        return switch (lease.order()) {
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
        boolean finite = Double.isFinite(step.loss());
        if (step.step() % stride == 0 || !finite) {
            train(JobMetrics.BATCH_LOSS, step.epoch(), step.step(), step.loss());
            train(JobMetrics.LEARNING_RATE, step.epoch(), step.step(), step.rate());
            if (!Double.isNaN(step.gradientNorm())) {
                train(JobMetrics.GRADIENT_NORM, step.epoch(), step.step(), step.gradientNorm());
            }
            progress(step.epoch() - 1, step.step());
        }
    }

    private void note(EpochDone epoch) {
        EpochMetrics metrics = EpochMetrics.of(epoch);
        latest = json.writeValueAsString(metrics);
        if (epoch.best()) {
            best = latest;
        }
        boolean kept = epoch.epoch() % epochStride == 0 || epoch.epoch() == limits.epochs() || epoch.best();
        if (kept) {
            epoch.training().forEach((name, value) -> train(name, epoch.epoch(), epoch.step(), value));
            epoch.validation()
                    .forEach((name, value) ->
                            metric(name, JobMetric.Split.VALIDATION, epoch.epoch(), epoch.step(), value));
            journal.digest(epoch.epoch(), epoch.step(), epoch.sha256());
            journal.event(JobEvent.Type.METRICS, metrics);
        }
        progress(epoch.epoch(), epoch.step());
    }

    private void train(String name, int epoch, long step, double value) {
        metric(name, JobMetric.Split.TRAIN, epoch, step, value);
    }

    private void metric(String name, JobMetric.Split split, int epoch, long step, double value) {
        long samples = limits.samples(step);
        journal.metric(new JobMetric(name, split, epoch, step, value, wallClock.instant(), samples, clock.seconds()));
    }

    private void progress(int epoch, long step) {
        Double pace = clock.pace();
        double done = (double) step / limits.steps();
        double seconds = clock.seconds();
        Double eta = done > 0 && pace != null ? seconds / done * (1 - done) : null;
        journal.progress(new RunProgress(
                epoch, step, limits.steps(), limits.batchSize(), limits.rows(), pace, eta, latest, best));
    }

    /** What is told of a step between epochs. */
    static Map<String, Object> resumed(String checkpoint, long step) {
        return Map.of("message", "went on from a checkpoint", "checkpoint", checkpoint, "step", step);
    }
}
