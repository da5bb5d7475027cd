package dev.trainyard.training;

import dev.trainyard.engine.inspect.finding.TrainingWatch;
import dev.trainyard.engine.train.EpochDone;
import dev.trainyard.engine.train.TrainState;
import dev.trainyard.engine.train.Trainer;
import dev.trainyard.engine.train.TrainingEvent;
import dev.trainyard.engine.train.TrainingObserver;
import dev.trainyard.engine.train.TrainingOutcome;
import java.util.Map;
import java.util.Set;

/** A training once more, watched as the first time, so that what was done about findings is done again. */
final class Rerun implements TrainingObserver {
    private final TrainState state;
    private final TrainingWatch watch;
    private final FindingActions actions;
    private final long steps;
    private final int lastEpoch;
    private final Map<Integer, String> digests;
    private Set<FindingAction> done = Set.of();

    /**
     * From a state on.
     *
     * @param digests filled with the digest of the weights after each epoch, up to {@code lastEpoch}
     */
    Rerun(
            JobDefinition definition,
            Prepared prepared,
            TrainState state,
            TrainingWatch watch,
            int lastEpoch,
            Map<Integer, String> digests) {
        this.state = state;
        this.watch = watch;
        this.actions = new FindingActions(FindingPolicy.of(definition.onFinding()), prepared, state);
        this.steps = prepared.limits(null).steps();
        this.lastEpoch = lastEpoch;
        this.digests = digests;
    }

    void train(Trainer trainer) {
        TrainingOutcome outcome = trainer.train(state, this, watch.inspector());
        while (outcome.reason() == TrainingOutcome.Reason.DIVERGED && FindingActions.recover(done)) {
            watch.goBack(state.counters().step());
            outcome = trainer.train(state, this, watch.inspector());
        }
    }

    @Override
    public boolean wantsGradientNorm(long step) {
        return StepSeries.measuresNorm(step, steps);
    }

    @Override
    public Signal after(TrainingEvent event) {
        boolean enough = false;
        if (event instanceof EpochDone epoch) {
            digests.put(epoch.epoch(), state.parameters().sha256());
            enough = epoch.epoch() >= lastEpoch;
        }
        done = actions.act(watch.after(event, state.parameters()).findings());
        return enough || done.contains(FindingAction.STOP) ? Signal.STOP : Signal.CONTINUE;
    }
}
