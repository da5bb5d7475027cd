package dev.trainyard.training;

import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Team;
import dev.trainyard.engine.train.Counters;
import dev.trainyard.engine.train.TrainState;
import dev.trainyard.engine.train.Trainer;
import dev.trainyard.engine.train.TrainingOutcome;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at one job: prepared data → state → training → the end, which is one transaction with the last checkpoint. */
final class TrainingRun {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);
    private static final Duration WRITES = Duration.ofMillis(500);

    private final Lease lease;
    private final Prepared prepared;
    private final Restored restored;
    private final Journal journal;
    private final CheckpointWriter checkpoints;
    private final Aside aside;
    private final Aside telling;
    private final RunClock clock;
    private final Recorder recorder;
    private final RunMeter meter;
    private final FindingWatch watch;
    private final JobMoves moves;

    TrainingRun(
            Lease lease,
            Prepared prepared,
            Restored restored,
            Journal journal,
            CheckpointWriter checkpoints,
            Aside aside,
            RunClock clock,
            Recorder recorder,
            RunMeter meter,
            FindingWatch watch,
            JobMoves moves) {
        this.lease = lease;
        this.prepared = prepared;
        this.restored = restored;
        this.journal = journal;
        this.checkpoints = checkpoints;
        this.aside = aside;
        this.telling = new Aside("telling-" + lease.claim().job());
        this.clock = clock;
        this.recorder = recorder;
        this.meter = meter;
        this.watch = watch;
        this.moves = moves;
    }

    /** Trains to the end, whichever it is, and writes it. */
    void run() {
        try {
            TrainingOutcome outcome = train();
            aside.await();
            end(outcome);
        } finally {
            aside.settle();
            telling.settle();
        }
    }

    private TrainingOutcome train() {
        TrainState state = restored.state();
        Beat writer = Beat.start("journal-" + lease.claim().job(), WRITES, this::write);
        recorder.beforeEnd(writer::now); // little is left to write when all wait for it
        try (Team team = Team.of(lease.claim().threads())) {
            Trainer trainer = new Trainer(
                    prepared.network(),
                    prepared.plan(),
                    prepared.training(),
                    prepared.validation(),
                    Kernels.best(),
                    team);
            return train(trainer, state);
        } finally {
            writer.stop();
            meter.tell();
        }
    }

    private TrainingOutcome train(Trainer trainer, TrainState state) {
        TrainingOutcome outcome = trainer.train(state, recorder, watch.inspector());
        while (outcome.reason() == TrainingOutcome.Reason.DIVERGED && recorder.recovers()) {
            aside.await(); // a checkpoint of the steps that are taken back must not come after it
            Counters counters = state.counters();
            journal.goBack(counters.step(), counters.epoch());
            watch.goBack(counters.step());
            outcome = trainer.train(state, recorder, watch.inspector());
        }
        return outcome;
    }

    private void write() {
        meter.tell();
        try {
            journal.write();
        } catch (LeaseLost e) {
            LOG.info("{}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Could not write what {} told", lease.claim().job(), e);
            lease.lose();
        }
    }

    private void end(TrainingOutcome outcome) {
        switch (outcome.reason()) {
            case COMPLETED, EARLY_STOPPED -> succeed(outcome, () -> watch.atEnd(outcome.result()));
            case DIVERGED -> diverge(outcome);
            case STOPPED -> stop(outcome);
        }
    }

    private void stop(TrainingOutcome outcome) {
        Claim claim = lease.claim();
        switch (recorder.endingOrNone()) {
            case TIME_IS_UP, FINDING -> succeed(outcome, () -> {});
            case WISH -> obey(outcome);
            case GIVE_BACK -> recorder.checkpoint(() -> moves.giveBack(claim));
            case ABANDON -> throw new LeaseLost(claim);
            case NONE -> throw new IllegalStateException("training stopped by itself");
        }
    }

    private void succeed(TrainingOutcome outcome, Runnable meanwhile) {
        result(outcome, meanwhile, draft -> moves.succeed(lease.claim(), draft.sha256()));
    }

    private void obey(TrainingOutcome outcome) {
        Claim claim = lease.claim();
        if (lease.wish() == Wish.CANCEL) {
            result(outcome, () -> {}, _ -> moves.fulfil(claim, Wish.CANCEL));
        } else {
            // Whoever has taken the wish back meanwhile wants the job to go on.
            recorder.checkpoint(() -> {
                if (!moves.fulfil(claim, Wish.PAUSE)) {
                    moves.giveBack(claim);
                }
            });
        }
    }

    /** Stores the weights and tells the last numbers while the run does something else that leaves both as they are; then all is told. */
    private void result(TrainingOutcome outcome, Runnable meanwhile, Consumer<CheckpointWriter.Draft> also) {
        recorder.end();
        telling.begin(journal::write);
        var storing = aside.supply(() ->
                checkpoints.result(outcome.result(), outcome.state().counters(), clock.seconds(), recorder.metrics()));
        meanwhile.run();
        CheckpointWriter.Draft draft = Aside.await(storing);
        telling.await();
        checkpoints.publish(draft, () -> also.accept(draft));
    }

    /** Where a finding is to stop or to pause the training, it does; the weights are those before the step. */
    private void diverge(TrainingOutcome outcome) {
        switch (recorder.endingOrNone()) {
            case FINDING -> succeed(outcome, () -> {});
            case WISH -> obey(outcome);
            case NONE, TIME_IS_UP, GIVE_BACK, ABANDON -> {
                Counters counters = outcome.state().counters();
                String detail = "The loss or the gradient was not finite in step " + (counters.step() + 1) + " (epoch "
                        + (counters.epoch() + 1) + "); a smaller learning rate or gradient clipping may help.";
                recorder.end();
                journal.write(() -> moves.fail(lease.claim(), new Failure(Failure.Code.DIVERGED, detail)));
            }
        }
    }
}
